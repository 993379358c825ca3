namespace Pathwise.Torch.Native;

/// <summary>One version of another library's symbols that an ELF library asks for when it is loaded.</summary>
/// <param name="Library">The other library, as <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version's name, as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="IsWeak">Whether it is loaded even where that library lacks the version (VER_FLG_WEAK).</param>
/// <param name="FlagsOffset">Where its 16-bit flags, vna_flags, lie in the file.</param>
internal readonly record struct ElfVersionNeed(string Library, string Version, bool IsWeak, int FlagsOffset);

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pathwise.Torch.Native;

/// <summary>A private copy of a library that is loaded although a version it asks for is missing.</summary>
/// <remarks>TorchSharp's shim asks for GLIBCXX_3.4.32 (GCC 13), which Debian 12, Ubuntu 22.04 and RHEL 9 lack, for the
/// sake of a marker that nothing in it refers to. Marked as weak in a copy, the requirement is passed over. The copy
/// lies in the user's cache folder, under the hash of what it was made from.</remarks>
internal static class WeakenedCopy
{
    /// <summary>Makes the copy, or finds it made.</summary>
    /// <param name="library">The library's path.</param>
    /// <param name="version">The version that is missing.</param>
    /// <param name="cache">The folder of all such copies.</param>
    /// <returns>The copy's path.</returns>
    /// <exception cref="BadInputException">The library does not ask for the version, or the copy cannot be written.
    /// </exception>
    public static string Of(string library, string version, string cache)
    {
        var bytes = File.ReadAllBytes(library);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var folder = Path.Combine(cache, hash);
        var copy = Path.Combine(folder, Path.GetFileName(library));
        if (File.Exists(copy) && new FileInfo(copy).Length == bytes.Length) return copy;

        Weaken(bytes, version, library);
        var aside = $"{copy}.{Environment.ProcessId}";      // workers that start together do not meet
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(aside, bytes);
            File.Move(aside, copy, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"This system's libstdc++ lacks {version}, and the copy of TorchSharp's library that does without "
                + $"cannot be written to '{folder}': {e.Message.TrimEnd('.')}; let XDG_CACHE_HOME name another folder.",
                e);
        }

        return copy;
    }

    /// <summary>Marks a version that the library asks for as weak.</summary>
    internal static void Weaken(Span<byte> file, string version, string library)
    {
        var needs = ElfVersionNeeds.Read(file).Where(need => need.Version == version).ToArray();
        if (needs.Length == 0)
            throw new BadInputException($"The library '{library}' does not ask for {version}.");
        foreach (var need in needs)
            BinaryPrimitives.WriteUInt16LittleEndian(file[need.FlagsOffset..], ElfVersionNeeds.Weak);
    }
}

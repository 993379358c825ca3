using Pathwise.Torch.Native;

namespace Pathwise.Torch.Tests.Native;

/// <summary>On TorchSharp's own shim for Linux, which every build has beside it, whatever system it runs on.</summary>
public sealed class ElfVersionNeedsTests
{
    private const string Version = "GLIBCXX_3.4.32";

    private static readonly byte[] Shim = File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));

    [Fact]
    public void The_shim_asks_for_versions_of_libstdcxx_and_libc()
    {
        var needs = ElfVersionNeeds.Read(Shim);

        var asked = Assert.Single(needs, need => need.Version == Version);
        Assert.Equal("libstdc++.so.6", asked.Library);
        Assert.False(asked.IsWeak);
        Assert.Contains(needs, need => need is { Library: "libc.so.6", Version: ['G', 'L', 'I', 'B', 'C', '_', ..] });
        Assert.Equal(needs.Count, needs.Select(need => need.FlagsOffset).Distinct().Count());
    }

    [Fact]
    public void Weakening_changes_the_flags_of_that_version_and_no_other_byte()
    {
        var copy = Shim.ToArray();
        WeakenedCopy.Weaken(copy, Version, "shim");

        var before = ElfVersionNeeds.Read(Shim);
        var after = ElfVersionNeeds.Read(copy);
        Assert.Equal(before.Select(need => need with { IsWeak = need.IsWeak || need.Version == Version }), after);
        Assert.Equal(1, Shim.Zip(copy).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_rather_than_misread()
    {
        foreach (var length in new[] { 0, 3, 63, 64, 1000, Shim.Length / 4, Shim.Length / 2 })
            Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Read(Shim.AsSpan(0, length)));
    }

    [Fact]
    public void Another_kind_of_file_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Read(new byte[4096]));
        var narrow = Shim.ToArray();
        narrow[4] = 1;      // 32 bits
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Read(narrow));
    }

    [Fact]
    public void A_version_that_nobody_asks_for_cannot_be_weakened()
    {
        var error = Assert.Throws<BadInputException>(() => WeakenedCopy.Weaken(Shim.ToArray(), "GLIBCXX_9", "shim.so"));
        Assert.Equal("The library 'shim.so' does not ask for GLIBCXX_9.", error.Message);
    }

    [Fact]
    public void A_copy_is_made_once_under_the_hash_of_the_original()
    {
        var folder = Directory.CreateTempSubdirectory("pathwise-").FullName;
        try
        {
            var original = Path.Combine(folder, "libLibTorchSharp.so");
            File.WriteAllBytes(original, Shim);
            var copy = WeakenedCopy.Of(original, Version, Path.Combine(folder, "cache"));
            var written = File.GetLastWriteTimeUtc(copy);

            Assert.Equal(copy, WeakenedCopy.Of(original, Version, Path.Combine(folder, "cache")));
            Assert.Equal(written, File.GetLastWriteTimeUtc(copy));
            Assert.Equal(Shim, File.ReadAllBytes(original));
            Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(copy)!));      // nothing lies aside
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

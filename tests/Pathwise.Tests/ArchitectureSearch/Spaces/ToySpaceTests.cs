using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Spaces;

namespace Pathwise.Tests.ArchitectureSearch.Spaces;

public sealed class ToySpaceTests
{
    private static readonly ToySpace Space = new();

    [Fact]
    public void It_has_256_architectures_of_which_152_differ()
    {
        // Lists of 0 to 3 of three operations, 1 + 3 + 9 + 27 = 40, of which 1 + 1 + 1 + 1 have no convolution;
        // 2 widths, and 2 activations for those that have one: 2 · (4 + 2 · 36) = 152.
        Assert.Equal(256, Space.Count());
        Assert.Equal(152, Everything().Select(genotype => genotype.Canonical()).Distinct().Count());
    }

    [Fact]
    public void A_skipped_layer_may_stand_anywhere() => Assert.Equal(
        Genotype.Parse(Space, "skip,conv3,max3,8,relu").Canonical(), Genotype.Parse(Space, "conv3,max3,skip,8,relu").Canonical());

    private static IEnumerable<Genotype> Everything()
    {
        for (var i = 0; i < 256; i++) yield return new(Space, i & 3, (i >> 2) & 3, (i >> 4) & 3, (i >> 6) & 1, i >> 7);
    }
}

using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Spaces;

namespace Pathwise.Tests.ArchitectureSearch.Spaces;

public sealed class ToySpaceTests
{
    private static readonly ToySpace Space = new();

    [Fact]
    public void It_has_256_architectures_of_which_160_differ()
    {
        // Lists of 0 to 3 of three operations, 1 + 3 + 9 + 27 = 40; 2 widths; 2 activations.
        Assert.Equal(256, Space.Count());
        Assert.Equal(40 * 2 * 2, Everything().Select(genotype => genotype.Canonical()).Distinct().Count());
    }

    [Fact]
    public void A_skipped_layer_may_stand_anywhere() => Assert.Equal(
        Genotype.Parse(Space, "skip,conv3,max3,8,relu").Canonical(), Genotype.Parse(Space, "conv3,max3,skip,8,relu").Canonical());

    [Fact]
    public void It_makes_networks() => Assert.Equal(
        ["stem", "layer 1", "layer 3", "classifier"],
        Genotype.Parse(Space, "conv1,skip,max3,4,swish").ToBlueprint(new() { Height = 8, Channels = 1 }).Nodes.Skip(1)
            .Select(node => node.Stage).Distinct());

    private static IEnumerable<Genotype> Everything()
    {
        for (var i = 0; i < 256; i++) yield return new(Space, i & 3, (i >> 2) & 3, (i >> 4) & 3, (i >> 6) & 1, i >> 7);
    }
}

using System.Numerics;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.MobileBlocks;
using Pathwise.ArchitectureSearch.Published;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Spaces;

public sealed class MnasNetSpaceTests
{
    private const string Plain = "mb6,3,0,identity,1,0";

    private static readonly MnasNetSpace Space = new();

    [Fact]
    public void Seven_blocks_have_432_ways_each()
    {
        Assert.Equal(42, Space.Decisions.Count);
        Assert.Equal(BigInteger.Pow(4 * 2 * 2 * 3 * 3 * 3, 7), Space.Count());
        Assert.Equal(432, Space.Decisions.Take(6).Aggregate(1, (product, decision) => product * decision.Count));
    }

    /// <summary>Around it: with a separable convolution first and MBConv6 after it, the space has MobileNetV2 itself, but for
    /// the activation's bound and the margins.</summary>
    [Fact]
    public void Mobilenet_v2_is_in_it()
    {
        var genotype = Genotype.Parse(Space, "sep,3,0,identity,1,0/" + string.Join('/', Enumerable.Repeat(Plain, 6)));
        Assert.Equal(MobileNetV2.Stages, MnasNetSpace.StagesOf(genotype.Choices.AsSpan()));
        var cost = CostModel.Of(genotype.ToBlueprint(new() { Classes = 1000 }));
        Assert.Equal((3_504_872, 300_774_272), (cost.Parameters, cost.MultiplyAdds));
    }

    [Theory]
    [InlineData("sep,3,0,identity,1,0", "sep,3,0,identity,1,-1", true)]      // one layer at least
    [InlineData("sep,3,0,identity,1,0", "sep,3,0,none,1,0", true)]           // 32 → 16 channels: nothing to add
    [InlineData("sep,3,0,identity,1,0", "sep,3,0,identity,0.75,0", true)]    // 12 filters become 16
    [InlineData("sep,3,0,identity,1,+1", "sep,3,0,none,1,+1", false)]        // the second layer has a skip
    [InlineData("sep,3,0,identity,1,+1", "sep,3,0,pool,1,+1", false)]
    [InlineData("sep,3,0,identity,1,0", "sep,3,0.25,identity,1,0", false)]
    [InlineData("sep,3,0,identity,1,0", "conv,3,0,identity,1,0", false)]
    [InlineData("sep,3,0,identity,1,0", "sep,5,0,identity,1,0", false)]
    public void What_has_no_effect_makes_no_difference(string first, string other, bool isSame)
    {
        var rest = "/" + string.Join('/', Enumerable.Repeat(Plain, 6));
        var (one, two) = (Genotype.Parse(Space, first + rest), Genotype.Parse(Space, other + rest));
        Assert.Equal(isSame, one.Canonical() == two.Canonical());
        if (isSame) Assert.Equal(one.ToBlueprint().Nodes.Select(node => node.Layer), two.ToBlueprint().Nodes.Select(node => node.Layer));
        else Assert.NotEqual(one.ToBlueprint().Nodes.Select(node => node.Layer), two.ToBlueprint().Nodes.Select(node => node.Layer));
    }

    [Fact]
    public void Small_images_need_fewer_reductions()
    {
        var rng = new Rng(2);
        var blueprint = Space.Sample(ref rng).ToBlueprint(new() { Height = 16, Reductions = 2, Filters = 8 });
        Assert.Equal(16, blueprint.Nodes[1].Shape.Height);
        Assert.Equal(4, blueprint.Nodes.Last(node => node.Stage == "stage 8").Shape.Height);
        Assert.Equal(8, blueprint.Nodes[1].Shape.Channels);
    }

    [Fact]
    public void Efficientnets_space_has_swish()
    {
        var rng = new Rng(2);
        var layers = new MnasNetSpace(MobileActivation.Swish).Sample(ref rng).ToBlueprint().Nodes.Select(node => node.Layer.ToString()).ToArray();
        Assert.Contains("swish", layers);
        Assert.DoesNotContain("ReLU", layers);
    }

    [Fact]
    public void A_pool_as_skip_halves_with_its_layer()
    {
        // Block 3 has 32 filters after 24 · 1.25 → 32: channels are equal, the stride is 2.
        var genotype = Genotype.Parse(Space,
            $"{Plain}/mb6,3,0,none,1.25,0/mb6,3,0,pool,1,-1/" + string.Join('/', Enumerable.Repeat("mb6,3,0,none,1,0", 4)));
        var pools = genotype.ToBlueprint().Nodes.Where(node => node.Layer is PoolingLayer).ToArray();
        Assert.Equal(2, pools.Length);
        Assert.Equal(2, ((PoolingLayer)pools[0].Layer).Window.StrideHeight);
        Assert.Equal(1, ((PoolingLayer)pools[1].Layer).Window.StrideHeight);
    }
}

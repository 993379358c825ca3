using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Exports;
using Pathwise.ArchitectureSearch.Published;

namespace Pathwise.Tests.ArchitectureSearch.Exports;

/// <summary>That the source compiles and computes the same is tested where libtorch is.</summary>
public sealed class BlueprintSourceTests
{
    [Fact]
    public void Every_published_network_can_be_written() => Assert.All(KnownNetworks.All, network =>
    {
        var blueprint = network.Build();
        var source = BlueprintSource.Write(blueprint);
        Assert.Equal(blueprint.Nodes.Length - 1, source.Split("        var x").Length - 1);
        Assert.DoesNotContain('\r', source);
    });

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    public void A_class_needs_a_name(string name)
    {
        var blueprint = SearchSpaces.ParseGenotype("toy:skip,skip,skip,4,relu").ToBlueprint();
        Assert.Throws<BadInputException>(() => BlueprintSource.Write(blueprint, name));
    }
}

using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Published;

namespace Pathwise.Tests.ArchitectureSearch.Blueprints;

public sealed class BlueprintAdaptationTests
{
    [Fact]
    public void A_published_network_takes_other_images_and_names_other_classes()
    {
        var known = KnownNetworks.Find("efficientnet-b0").Build();
        var small = known.For(new(1, 28, 28), 10);

        Assert.Equal((new TensorShape(1, 28, 28), TensorShape.Vector(10)), (small.Input, small.Output));
        Assert.Equal(known.Nodes.Length, small.Nodes.Length);
        // Only the first convolution, 32 filters of 3 × 3, and the last layer, 1280 features and a bias, are smaller.
        Assert.Equal(
            CostModel.Of(known).Parameters - (2 * 32 * 9) - (990 * 1281), CostModel.Of(small).Parameters);
        Assert.Same(known, known.For(known.Input, 1000));
    }

    [Fact]
    public void A_network_without_a_last_linear_layer_has_no_classes()
    {
        var builder = new BlueprintBuilder("bare", new(3, 8, 8));
        builder.Relu(builder.Input);
        var error = Assert.Throws<BadInputException>(() => builder.Build().For(new(3, 8, 8), 10));
        Assert.Contains("does not end with a linear layer", error.Message, StringComparison.Ordinal);
    }
}

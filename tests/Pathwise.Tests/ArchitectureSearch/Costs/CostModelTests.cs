using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;

namespace Pathwise.Tests.ArchitectureSearch.Costs;

public sealed class CostModelTests
{
    private readonly BlueprintBuilder _builder = new("net", new(6, 10, 8));

    [Fact]
    public void A_convolution_uses_each_weight_at_each_place()
    {
        _builder.Convolution(_builder.Input, filters: 4, size: 3, stride: 2, groups: 2, hasBias: true);
        AssertCost(parameters: (4 * 3 * 9) + 4, multiplyAdds: 4 * 3 * 9 * 5 * 4, biases: 4 * 5 * 4);
    }

    [Fact]
    public void A_depthwise_convolution_has_a_window_a_channel()
    {
        _builder.Depthwise(_builder.Input, size: 5);
        AssertCost(parameters: 6 * 25, multiplyAdds: 6 * 25 * 80, biases: 0);
    }

    [Fact]
    public void A_linear_layer_takes_all_numbers()
    {
        _builder.Add(new LinearLayer(7, HasBias: true), _builder.Input);
        AssertCost(parameters: (7 * 480) + 7, multiplyAdds: 7 * 480, biases: 7);
    }

    [Fact]
    public void Normalisation_has_two_numbers_a_channel_and_counts_no_products()
    {
        _builder.Normalize(_builder.Input, new(1e-5, 0.9));
        AssertCost(parameters: 12, multiplyAdds: 0, biases: 0);
        Assert.Equal(12, CostModel.Of(_builder.Build()).RunningStatistics);
    }

    [Fact]
    public void Stages_add_up_to_the_whole()
    {
        Wire x;
        using (_builder.Scope("first", "a convolution")) x = _builder.Convolution(_builder.Input, 3, 1, stride: 2);
        using (_builder.Scope("second"))
        {
            using (_builder.Scope("layer 1")) x = _builder.Relu(x);
            using (_builder.Scope("layer 2")) _builder.Classify(x, 2);
        }

        var cost = CostModel.Of(_builder.Build());
        Assert.Equal(
            [
                new StageCost("first", "a convolution", 1, new(6, 10, 8), new(3, 5, 4), 3, 18, 18 * 20),
                new StageCost("second", "", 2, new(3, 5, 4), TensorShape.Vector(2), 3, 8, 6),
            ],
            cost.Stages());
        Assert.Equal((26, 366, 480 + 60 + 60 + 3 + 2), (cost.Parameters, cost.MultiplyAdds, cost.Activations));
    }

    private void AssertCost(long parameters, long multiplyAdds, long biases)
    {
        var cost = CostModel.Of(_builder.Build());
        Assert.Equal((parameters, multiplyAdds, biases), (cost.Parameters, cost.MultiplyAdds, cost.BiasAdditions));
    }
}

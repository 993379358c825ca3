using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Numerics;

namespace Pathwise.Tests.ArchitectureSearch.Blueprints;

public sealed class BlueprintBuilderTests
{
    private readonly BlueprintBuilder _builder = new("net", new(3, 8, 6));

    [Fact]
    public void Shapes_follow_the_layers()
    {
        var x = _builder.Convolution(_builder.Input, filters: 4, size: 3, stride: 2);
        Assert.Equal(new TensorShape(4, 4, 3), x.Shape);
        Assert.Equal(new TensorShape(8, 4, 3), _builder.Concatenate(x, x).Shape);
        Assert.Equal(new TensorShape(4, 2, 2), _builder.MaximumPool(x, 3, stride: 2).Shape);
        Assert.Equal(new TensorShape(4, 6, 4), _builder.Add(new PadLayer(new(0, 0, 2, 1)), x).Shape);
        Assert.Equal(new TensorShape(4, 3, 2), _builder.Add(new CropLayer(new(1, 1, 0, 0)), x).Shape);
        var gate = _builder.Add(new GlobalPoolingLayer(), x);
        Assert.Equal(TensorShape.Vector(4), gate.Shape);
        Assert.Equal(x.Shape, _builder.Add(new ScalingLayer(), x, gate).Shape);
        Assert.Equal(TensorShape.Vector(10), _builder.Classify(x, classes: 10, dropout: 0.5).Shape);
    }

    [Fact]
    public void Nodes_say_where_they_belong_and_what_they_take()
    {
        using (_builder.Scope("stage 1"))
        using (_builder.Scope("block 2"))
            _builder.Relu(_builder.Input);
        _builder.Classify(_builder.Input, 2);
        var blueprint = _builder.Build();
        Assert.Equal("stage 1/block 2", blueprint.Nodes[1].Scope);
        Assert.Equal("stage 1", blueprint.Nodes[1].Stage);
        Assert.Equal("", blueprint.Nodes[2].Scope);
        Assert.Equal([0], blueprint.Nodes[2].Inputs);
        Assert.Equal(new TensorShape(3, 8, 6), blueprint.InputShape(blueprint.Nodes[1]));
        Assert.Equal(TensorShape.Vector(2), blueprint.Output);
    }

    [Fact]
    public void An_identity_adds_no_layer() => Assert.Equal(_builder.Input, _builder.Activate(_builder.Input, Activation.Identity));

    [Fact]
    public void What_does_not_fit_is_refused_with_its_place()
    {
        using var scope = _builder.Scope("cell 3");
        var x = _builder.Convolution(_builder.Input, filters: 4, size: 1);
        AssertRefused("In net, cell 3: 4 × 8 × 6 and 3 × 8 × 6 cannot be added", () => _builder.Sum(x, _builder.Input));
        AssertRefused("cannot be concatenated", () => _builder.Concatenate(x, _builder.Convolution(x, 4, 1, stride: 2)));
        AssertRefused("cannot split 4 channels", () => _builder.Convolution(x, 6, 3, groups: 3));
        AssertRefused("a number for each channel", () => _builder.Add(new ScalingLayer(), x, x));
        AssertRefused("Nothing", () => _builder.Add(new CropLayer(Margins.All(4)), x));
        AssertRefused("takes one input", () => _builder.Add(new ZeroLayer(), x, x));
        AssertRefused("at least 1 × 1 × 1", () => _ = new BlueprintBuilder("none", new(0, 1, 1)));
    }

    private static void AssertRefused(string said, Action add) =>
        Assert.Contains(said, Assert.Throws<BadInputException>(add).Message, StringComparison.Ordinal);
}

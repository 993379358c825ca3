using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Networks;

public sealed class FreeOutputsTests
{
    private const int Rows = 5;

    [Fact]
    public void Rows_end_with_the_free_parameters()
    {
        var (network, inner, inputs) = Create();
        var means = inner.NewPass(Rows).Forward(inputs, Rows).ToArray();
        network.Parameters[^1] = 0.25f;

        var outputs = network.NewPass(Rows).Forward(inputs, Rows);
        Assert.Equal(4, network.Outputs);
        for (var row = 0; row < Rows; row++)
        {
            Assert.Equal(means.AsSpan(2 * row, 2), outputs.Slice(4 * row, 2));
            Assert.Equal([-0.5f, 0.25f], outputs.Slice((4 * row) + 2, 2));
        }
    }

    [Fact]
    public void Gradients_are_the_inner_networks_and_sums_over_the_rows()
    {
        var (network, inner, inputs) = Create();
        var weights = Enumerable.Range(1, 4 * Rows).Select(i => i / 10f).ToArray();
        var (pass, innerPass) = (network.NewPass(Rows), inner.NewPass(Rows));
        var (gradients, innerGradients) = (new float[inputs.Length], new float[inputs.Length]);
        pass.Forward(inputs, Rows);
        pass.Backward(inputs, weights, gradients);
        innerPass.Forward(inputs, Rows);
        innerPass.Backward(inputs, weights.Where((_, i) => i % 4 < 2).ToArray(), innerGradients);

        Assert.Equal(innerGradients, gradients);
        Assert.Equal(innerPass.Gradients, pass.Gradients[..^2]);
        Assert.Equal(weights.Where((_, i) => i % 4 == 2).Sum(), pass.Gradients[^2], 1e-6f);
        Assert.Equal(weights.Where((_, i) => i % 4 == 3).Sum(), pass.Gradients[^1], 1e-6f);
    }

    [Fact]
    public void The_inner_network_lives_in_the_whole_ones_parameters()
    {
        var (network, inner, _) = Create();
        inner.Parameters[3] = 42;
        Assert.Equal(42, network.Parameters[3]);
        Assert.Equal(inner.Parameters.Length + 2, network.Parameters.Length);
    }

    private static (FreeOutputs Network, Mlp Inner, float[] Inputs) Create()
    {
        var rng = new Rng(2);
        var inner = Mlp.Create([3, 8, 2], Activation.Tanh, Initialization.GlorotUniform, Initialization.GlorotUniform, ref rng);
        var inputs = new float[3 * Rows];
        foreach (ref var x in inputs.AsSpan()) x = (float)rng.NextUniform(-1, 1);
        return (new(inner, 2, -0.5f), inner, inputs);
    }
}

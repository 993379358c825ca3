using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Networks;

public sealed class MlpTests
{
    public static TheoryData<Activation, int[], int, bool> Networks => new()
    {
        { Activation.Identity, [3, 2], 1, true },
        { Activation.Tanh, [4, 64, 64, 2], 8, true },
        { Activation.Tanh, [5, 7, 3], 33, false },
        { Activation.Relu, [4, 17, 9, 1], 3, true },
        { Activation.Silu, [2, 33, 5], 16, true },
        { Activation.Softplus, [6, 8, 8, 8, 3], 5, true },
        { Activation.Sigmoid, [1, 20, 1], 7, true },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_are_those_of_the_definition_in_double(Activation activation, int[] sizes, int rows, bool bias)
    {
        var (network, inputs, _) = Draw(activation, sizes, rows, bias);
        var expected = ReferenceMlp.Forward(network, ReferenceMlp.Parameters(network), Array.ConvertAll(inputs, x => (double)x), rows);

        var outputs = network.NewPass(rows).Forward(inputs, rows);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], outputs[i], 2e-6 * (1 + Math.Abs(expected[i])));
    }

    /// <summary>Central differences of Σ w·y in double; their own error is near 10⁻⁹, float's near 10⁻⁶ of the terms' size.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_the_finite_differences(Activation activation, int[] sizes, int rows, bool bias)
    {
        var (network, inputs, weights) = Draw(activation, sizes, rows, bias);
        var parameters = ReferenceMlp.Parameters(network);
        var points = Array.ConvertAll(inputs, x => (double)x);
        double Objective() => ReferenceMlp.Forward(network, parameters, points, rows).Zip(weights, (y, w) => y * w).Sum();

        var pass = network.NewPass(rows);
        var inputGradients = new float[inputs.Length];
        pass.Forward(inputs, rows);
        pass.Backward(inputs, weights, inputGradients);

        AssertGradient(parameters, Objective, pass.Gradients.ToArray());
        AssertGradient(points, Objective, inputGradients);
    }

    [Fact]
    public void Input_gradients_may_be_left_out_and_parameter_gradients_add_up()
    {
        var (network, inputs, weights) = Draw(Activation.Tanh, [3, 8, 2], 4, bias: true);
        var pass = network.NewPass(4);
        pass.Forward(inputs, 4);
        pass.Backward(inputs, weights, []);
        var once = pass.Gradients.ToArray();
        pass.Backward(inputs, weights, new float[inputs.Length]);

        for (var i = 0; i < once.Length; i++) Assert.Equal(2 * once[i], pass.Gradients[i], 1e-5f);
    }

    [Fact]
    public void A_frozen_pass_carries_the_same_gradients_to_the_inputs_and_computes_no_others()
    {
        var (network, inputs, weights) = Draw(Activation.Relu, [4, 33, 20, 3], 9, bias: true);
        var (pass, frozen) = (network.NewPass(9), network.NewFrozenPass(9));
        var (expected, actual) = (new float[inputs.Length], new float[inputs.Length]);
        Assert.Equal(pass.Forward(inputs, 9), frozen.Forward(inputs, 9));
        pass.Backward(inputs, weights, expected);
        frozen.Backward(inputs, weights, actual);

        Assert.Equal(expected, actual);
        Assert.True(frozen.Gradients.IsEmpty);
        Assert.Throws<ArgumentException>(() => network.NewPass(9, default(Memory<float>)));
    }

    [Fact]
    public void A_row_has_the_same_outputs_whatever_rows_are_around_it()
    {
        var (network, inputs, _) = Draw(Activation.Tanh, [4, 64, 50, 3], 67, bias: true);
        var together = network.NewPass(67).Forward(inputs, 67).ToArray();
        for (var rows = 1; rows < 67; rows++)
        {
            var pass = network.NewPass(rows);
            for (var start = 0; start + rows <= 67; start += rows)
                Assert.Equal(together.AsSpan(start * 3, rows * 3), pass.Forward(inputs.AsSpan(start * 4, rows * 4), rows));
        }
    }

    [Fact]
    public void Layers_are_views_of_the_flat_parameters()
    {
        var network = new Mlp([3, 5, 2]);
        network.Layer(1).Weights[0] = 7;
        network.Layer(1).Bias[1] = 8;

        Assert.Equal(2, network.Layers);
        Assert.Equal((3 * 5) + 5 + (5 * 2) + 2, network.Parameters.Length);
        Assert.Equal(7, network.Parameters[20]);
        Assert.Equal(8, network.Parameters[^1]);
    }

    [Fact]
    public void Embedding_moves_the_values()
    {
        var (network, inputs, _) = Draw(Activation.Tanh, [3, 5, 2], 1, bias: true);
        var before = network.NewPass(1).Forward(inputs, 1).ToArray();
        var home = new float[network.Parameters.Length + 10];
        network.Embed(home.AsMemory(4, network.Parameters.Length));

        Assert.Equal(before, network.NewPass(1).Forward(inputs, 1).ToArray());
        Assert.Equal(home[4], network.Parameters[0]);
        Assert.Throws<ArgumentException>(() => network.Embed(new float[3]));
    }

    [Fact]
    public void Impossible_sizes_and_rows_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Mlp([3]));
        Assert.Throws<ArgumentException>(() => new Mlp([3, 0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mlp([1, 1]).NewPass(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mlp([1, 1]).NewPass(2).Forward(new float[3], 3));
        Assert.Throws<ArgumentException>(() => new Mlp([2, 1]).NewPass(2).Forward(new float[3], 2));
    }

    [Fact]
    public void A_pass_allocates_nothing_once_it_is_made()
    {
        var (network, inputs, weights) = Draw(Activation.Silu, [4, 64, 64, 2], 8, bias: true);
        var pass = network.NewPass(8);
        pass.Forward(inputs, 8);
        pass.Backward(inputs, weights, []);

        var before = GC.GetAllocatedBytesForCurrentThread();
        pass.Forward(inputs, 8);
        pass.Backward(inputs, weights, []);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static (Mlp Network, float[] Inputs, float[] Weights) Draw(Activation activation, int[] sizes, int rows, bool bias)
    {
        var rng = new Rng(1);
        var network = new Mlp(sizes, activation, bias);
        network.Initialize(Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        var (inputs, weights) = (new float[rows * network.Inputs], new float[rows * network.Outputs]);
        foreach (ref var x in inputs.AsSpan()) x = (float)rng.NextUniform(-2, 2);
        foreach (ref var w in weights.AsSpan()) w = (float)rng.NextUniform(-1, 1);
        return (network, inputs, weights);
    }

    private static void AssertGradient(double[] point, Func<double> objective, float[] gradient)
    {
        const double Step = 1e-5;
        var scale = 1e-2 + gradient.Max(MathF.Abs);
        for (var i = 0; i < point.Length; i += Math.Max(1, point.Length / 300))
        {
            var at = point[i];
            point[i] = at + Step;
            var above = objective();
            point[i] = at - Step;
            var below = objective();
            point[i] = at;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 5e-6 * scale);
        }
    }
}

using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Tests.Networks;

public sealed class InitializationTests
{
    [Theory]
    [InlineData(4, 64, 1.4142135623730951)]
    [InlineData(64, 64, 1)]
    [InlineData(64, 2, 0.01)]
    public void Orthogonal_weights_have_orthogonal_rows_or_columns_of_the_gains_length(int inputs, int outputs, double gain)
    {
        var layer = Fill(Initialization.Orthogonal(gain), inputs, outputs).Layer(0);
        var (count, length) = (Math.Min(inputs, outputs), Math.Max(inputs, outputs));
        for (var p = 0; p < count; p++)
            for (var q = 0; q <= p; q++)
            {
                var product = 0.0;
                for (var i = 0; i < length; i++)
                    product += inputs < outputs
                        ? (double)layer.Weights[(p * outputs) + i] * layer.Weights[(q * outputs) + i]
                        : (double)layer.Weights[(i * outputs) + p] * layer.Weights[(i * outputs) + q];
                Assert.Equal(p == q ? gain * gain : 0, product, 1e-6 * gain * gain);
            }

        Assert.All(layer.Bias.ToArray(), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void Glorots_weights_are_uniform_within_their_bound()
    {
        var layer = Fill(Initialization.GlorotUniform, 100, 60).Layer(0);
        AssertUniform(layer.Weights, Math.Sqrt(6.0 / 160));
        Assert.All(layer.Bias.ToArray(), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void Kaimings_weights_and_biases_are_uniform_within_one_over_the_root_of_the_inputs()
    {
        var layer = Fill(Initialization.KaimingUniform, 64, 1000).Layer(0);
        AssertUniform(layer.Weights, 0.125);
        AssertUniform(layer.Bias, 0.125);
    }

    [Fact]
    public void Hes_weights_have_their_variance()
    {
        var weights = Fill(Initialization.HeNormal, 50, 200).Layer(0).Weights.ToArray();
        var mean = weights.Average(w => (double)w);
        var square = weights.Average(w => (double)w * w);

        Assert.Equal(0, mean, 4 * Math.Sqrt(0.04 / weights.Length));                  // 4 s.e.
        Assert.Equal(0.04, square, 4 * 0.04 * Math.Sqrt(2.0 / weights.Length));       // 4 s.e. of a normal's square
    }

    [Fact]
    public void Constants_are_constant()
    {
        Assert.All(Fill(Initialization.Zeros, 3, 4).Parameters.ToArray(), p => Assert.Equal(0, p));
        Assert.All(Fill(Initialization.Constant(-11), 3, 4).Layer(0).Weights.ToArray(), p => Assert.Equal(-11, p));
    }

    [Fact]
    public void Hidden_layers_and_the_last_one_start_each_in_their_way()
    {
        var rng = new Rng(1);
        var network = Mlp.Create([3, 8, 2], default, Initialization.GlorotUniform, Initialization.Constant(0.5f), ref rng);

        Assert.NotEqual(network.Layer(0).Weights[0], network.Layer(0).Weights[1]);
        Assert.All(network.Layer(1).Weights.ToArray(), w => Assert.Equal(0.5f, w));
    }

    private static Mlp Fill(Initialization initialization, int inputs, int outputs)
    {
        var (network, rng) = (new Mlp([inputs, outputs]), new Rng(5));
        network.Parameters.Fill(9);
        network.Initialize(initialization, initialization, ref rng);
        return network;
    }

    /// <summary>A square of U(±b) has mean b²/3 and variance 4b⁴/45.</summary>
    private static void AssertUniform(ReadOnlySpan<float> values, double bound)
    {
        var square = 0.0;
        foreach (var value in values)
        {
            Assert.InRange(value, -bound, bound);
            square += (double)value * value / values.Length;
        }

        Assert.Equal(bound * bound / 3, square, 4 * bound * bound * Math.Sqrt(4.0 / 45 / values.Length));
    }
}

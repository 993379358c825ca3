using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Networks;

public sealed class ParallelPassTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1500)]
    public void One_two_and_three_threads_give_the_same_bits(int rows)
    {
        var one = Compute(rows, threads: 1);
        foreach (var threads in new[] { 2, 3 })
        {
            var several = Compute(rows, threads);
            Assert.Equal(one.Outputs, several.Outputs);
            Assert.Equal(one.Gradients, several.Gradients);
            Assert.Equal(one.InputGradients, several.InputGradients);
        }
    }

    /// <summary>Outputs and input gradients are rows' own, so equal; parameter gradients are summed in another order.</summary>
    [Fact]
    public void Results_are_those_of_an_undivided_pass()
    {
        const int Rows = 700;
        var (network, inputs, weights) = Create(Rows);
        var (pass, inputGradients) = (network.NewPass(Rows), new float[inputs.Length]);
        var outputs = pass.Forward(inputs, Rows).ToArray();
        pass.Backward(inputs, weights, inputGradients);

        var divided = Compute(Rows, threads: 2);
        Assert.Equal(outputs, divided.Outputs);
        Assert.Equal(inputGradients, divided.InputGradients);
        for (var i = 0; i < divided.Gradients.Length; i++)
            Assert.Equal(pass.Gradients[i], divided.Gradients[i], 1e-4f * (1 + MathF.Abs(pass.Gradients[i])));
    }

    [Fact]
    public void Gradients_add_up_and_input_gradients_may_be_left_out()
    {
        const int Rows = 600;
        var (network, inputs, weights) = Create(Rows);
        using var workers = new Workers(2);
        var pass = new ParallelPass(network, Rows, workers);
        pass.Forward(inputs, Rows);
        pass.Backward(inputs, weights, []);
        var once = pass.Gradients.ToArray();
        pass.Backward(inputs, weights, []);

        for (var i = 0; i < once.Length; i++) Assert.Equal(2 * once[i], pass.Gradients[i], 1e-3f * (1 + MathF.Abs(once[i])));
    }

    [Fact]
    public void Too_many_rows_are_refused()
    {
        using var workers = new Workers(1);
        var pass = new ParallelPass(new Mlp([1, 1]), 300, workers);
        Assert.Throws<ArgumentOutOfRangeException>(() => pass.Forward(new float[600], 600));
        Assert.Throws<ArgumentOutOfRangeException>(() => pass.Forward([], 0));
    }

    private static (float[] Outputs, float[] Gradients, float[] InputGradients) Compute(int rows, int threads)
    {
        var (network, inputs, weights) = Create(rows);
        using var workers = new Workers(threads);
        var (pass, inputGradients) = (new ParallelPass(network, rows, workers), new float[inputs.Length]);
        var outputs = pass.Forward(inputs, rows).ToArray();
        pass.Backward(inputs, weights, inputGradients);
        return (outputs, pass.Gradients.ToArray(), inputGradients);
    }

    private static (Mlp Network, float[] Inputs, float[] Weights) Create(int rows)
    {
        var rng = new Rng(4);
        var network = Mlp.Create([4, 32, 20, 3], Activation.Tanh, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
        var (inputs, weights) = (new float[rows * 4], new float[rows * 3]);
        foreach (ref var x in inputs.AsSpan()) x = (float)rng.NextUniform(-1, 1);
        foreach (ref var w in weights.AsSpan()) w = (float)rng.NextUniform(-1, 1);
        return (network, inputs, weights);
    }
}

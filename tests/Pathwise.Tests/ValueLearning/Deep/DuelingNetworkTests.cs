using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Testing;
using Pathwise.Tests.Networks;
using Pathwise.ValueLearning.Deep;

namespace Pathwise.Tests.ValueLearning.Deep;

public sealed class DuelingNetworkTests
{
    private const int Rows = 4, Inputs = 3, Actions = 3, Atoms = 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_value_is_the_state_s_plus_the_advantage_less_the_mean_advantage(bool hasBody)
    {
        var (network, reference, inputs) = New(hasBody);
        var outputs = network.NewPass(Rows).Forward(inputs, Rows);
        var wanted = reference(ReferenceMlp.Parameters(network));
        for (var i = 0; i < outputs.Length; i++) Assert.Equal(wanted[i], outputs[i], 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Its_gradient_is_that_of_finite_differences_in_double(bool hasBody)
    {
        var (network, reference, inputs) = New(hasBody);
        var weights = new float[Rows * Actions * Atoms];
        new Rng(3).FillNormal(weights);
        var pass = network.NewPass(Rows);
        pass.Forward(inputs, Rows);
        pass.Backward(inputs, weights, []);

        double[] gradient = Array.ConvertAll(pass.Gradients.ToArray(), g => (double)g);
        var check = GradientCheck.Of(
            x => reference(x.ToArray()).Zip(weights, (q, w) => q * w).Sum(), ReferenceMlp.Parameters(network), gradient);
        Assert.True(check.IsWithin(1e-3), check.ToString());       // float sums over a floor of 10⁻³ of the largest
        var toInputs = GradientCheck.OfInputs(network, inputs, weights);
        Assert.True(toInputs.IsWithin(GradientCheck.SingleTolerance), toInputs.ToString());
    }

    [Fact]
    public void Adding_to_all_advantages_changes_no_value()
    {
        var (network, _, inputs) = New(hasBody: true);
        var pass = network.NewPass(Rows);
        var before = pass.Forward(inputs, Rows).ToArray();
        for (var i = 1; i <= Actions * Atoms; i++) network.Parameters[^i] += 2;         // the advantages' last bias
        var after = pass.Forward(inputs, Rows);
        for (var i = 0; i < before.Length; i++) Assert.Equal(before[i], after[i], 2e-6);
    }

    [Fact]
    public void Heads_that_do_not_fit_are_refused()
    {
        var body = new Mlp([3, 4]);
        Assert.Throws<ArgumentException>(
            () => new DuelingNetwork(body, new Mlp([5, 1]), new Mlp([4, 3]), Activation.Relu));
        Assert.Throws<ArgumentException>(
            () => new DuelingNetwork(body, new Mlp([4, 2]), new Mlp([4, 3]), Activation.Relu));
    }

    [Fact]
    public void A_pass_allocates_nothing()
    {
        var (network, _, inputs) = New(hasBody: true);
        var weights = new float[Rows * Actions * Atoms];
        var pass = network.NewPass(Rows);
        pass.Forward(inputs, Rows);
        pass.Backward(inputs, weights, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        pass.Forward(inputs, Rows);
        pass.Backward(inputs, weights, default);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>A network, its definition in double as a function of its parameters, and inputs.</summary>
    private static (DuelingNetwork Network, Func<double[], double[]> Reference, float[] Inputs) New(bool hasBody)
    {
        var rng = new Rng(1);
        var seen = hasBody ? 4 : Inputs;
        Mlp? body = hasBody ? Perceptron([Inputs, seen], ref rng) : null;
        var value = Perceptron([seen, 5, Atoms], ref rng);
        var advantage = Perceptron([seen, 5, Actions * Atoms], ref rng);
        var inputs = new float[Rows * Inputs];
        rng.FillNormal(inputs);
        var (first, second) = (body?.Parameters.Length ?? 0, value.Parameters.Length);

        double[] Reference(double[] x)
        {
            var h = Array.ConvertAll(inputs, i => (double)i);
            if (body is not null)
                h = Array.ConvertAll(ReferenceMlp.Forward(body, x[..first], h, Rows), Math.Tanh);
            var v = ReferenceMlp.Forward(value, x[first..(first + second)], h, Rows);
            var a = ReferenceMlp.Forward(advantage, x[(first + second)..], h, Rows);
            var q = new double[a.Length];
            for (var row = 0; row < Rows; row++)
                for (var i = 0; i < Atoms; i++)
                {
                    int At(int action) => (((row * Actions) + action) * Atoms) + i;
                    var mean = Enumerable.Range(0, Actions).Average(b => a[At(b)]);
                    for (var b = 0; b < Actions; b++) q[At(b)] = v[(row * Atoms) + i] + a[At(b)] - mean;
                }

            return q;
        }

        return (new(body, value, advantage, Activation.Tanh), Reference, inputs);
    }

    private static Mlp Perceptron(int[] sizes, ref Rng rng) =>
        Mlp.Create(sizes, Activation.Tanh, Initialization.Normal(0.5), Initialization.Normal(0.5), ref rng);
}

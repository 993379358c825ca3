using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Tests.Numerics;

namespace Pathwise.Tests.Networks;

/// <summary>Steps an optimizer along random gradients, beside its formula in double.</summary>
internal sealed class OptimizerRun(int count)
{
    private Rng _rng = new(3);

    /// <summary>One parameter's step: (index, t, θ, g, step size) → θ.</summary>
    public delegate double Formula(int index, int t, double theta, double gradient, double stepSize);

    public void Compare(IOptimizer optimizer, Formula formula, int steps = 50)
    {
        var parameters = Uniform(1);
        var expected = Array.ConvertAll(parameters, x => (double)x);
        for (var t = 1; t <= steps; t++)
        {
            var (gradients, stepSize) = (Uniform(Math.Pow(10, -t % 4)), 0.01 / t);
            optimizer.Step(parameters, gradients, stepSize);
            for (var i = 0; i < count; i++)
            {
                expected[i] = formula(i, t, expected[i], gradients[i], stepSize);
                Assert.Equal(expected[i], parameters[i], 2e-6);
            }
        }
    }

    public static void AssertResumes(Func<IOptimizer> create)
    {
        var (run, saved, loaded, state) = (new OptimizerRun(19), create(), create(), new MemoryState());
        var parameters = run.Uniform(1);
        for (var t = 0; t < 5; t++) saved.Step(parameters, run.Uniform(1), 0.1);
        saved.Save(state);
        loaded.Load(state);

        var (copy, gradients) = ((float[])parameters.Clone(), run.Uniform(1));
        for (var t = 0; t < 3; t++)
        {
            saved.Step(parameters, gradients, 0.1);
            loaded.Step(copy, gradients, 0.1);
        }

        Assert.Equal(parameters, copy);
    }

    private float[] Uniform(double scale)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan()) value = (float)_rng.NextUniform(-scale, scale);
        return values;
    }
}

using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class RmsPropTests
{
    /// <summary>PyTorch's documentation of RMSprop, line by line, in double; and Stable-Baselines3's RMSpropTFLike.</summary>
    [Theory]
    [InlineData(0.99, 1e-8, 0, false, false)]
    [InlineData(0.9, 1e-5, 0.9, false, false)]
    [InlineData(0.95, 1e-2, 0, true, false)]
    [InlineData(0.99, 1e-5, 0, false, true)]
    [InlineData(0.99, 1e-5, 0.5, false, true)]
    public void Steps_are_those_of_the_documented_algorithm(double alpha, double epsilon, double momentum, bool centered, bool inside)
    {
        var (v, mean, b) = (new double[37], new double[37], new double[37]);
        if (inside) Array.Fill(v, 1);
        var optimizer = new RmsProp(37)
        {
            Decay = alpha, Epsilon = epsilon, Momentum = momentum, Centered = centered, EpsilonInsideRoot = inside,
        };
        new OptimizerRun(37).Compare(optimizer, (i, t, theta, g, gamma) =>
        {
            v[i] = (alpha * v[i]) + ((1 - alpha) * g * g);
            var square = v[i];
            if (centered)
            {
                mean[i] = (mean[i] * alpha) + ((1 - alpha) * g);
                square -= mean[i] * mean[i];
            }

            var root = inside ? Math.Sqrt(square + epsilon) : Math.Sqrt(square) + epsilon;
            if (momentum == 0) return theta - (gamma * g / root);
            b[i] = (momentum * b[i]) + (g / root);
            return theta - (gamma * b[i]);
        });
    }

    [Fact]
    public void What_is_loaded_goes_on_as_what_was_saved() =>
        OptimizerRun.AssertResumes(() => new RmsProp(19) { Centered = true, Momentum = 0.5, Epsilon = 0.01 });
}

using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class AdamTests
{
    /// <summary>PyTorch's documentation of Adam and AdamW, line by line, in double.</summary>
    [Theory]
    [InlineData(0.9, 0.999, 1e-8, 0)]
    [InlineData(0.9, 0.999, 1e-5, 0.01)]
    [InlineData(0.5, 0.9, 1e-3, 0)]
    public void Steps_are_those_of_the_documented_algorithm(double beta1, double beta2, double epsilon, double decay)
    {
        var run = new OptimizerRun(37);
        var adam = new Adam(37) { Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = decay };
        var (m, v) = (new double[37], new double[37]);
        run.Compare(adam, (i, t, theta, g, gamma) =>
        {
            theta -= gamma * decay * theta;
            m[i] = (beta1 * m[i]) + ((1 - beta1) * g);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * g * g);
            var mHat = m[i] / (1 - Math.Pow(beta1, t));
            var vHat = v[i] / (1 - Math.Pow(beta2, t));
            return theta - (gamma * mHat / (Math.Sqrt(vHat) + epsilon));
        });
    }

    [Fact]
    public void What_is_loaded_goes_on_as_what_was_saved() => OptimizerRun.AssertResumes(() => new Adam(19));
}

using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class AdagradTests
{
    /// <summary>PyTorch's documentation of Adagrad, line by line, in double.</summary>
    [Theory]
    [InlineData(0, 1e-10)]
    [InlineData(0.1, 1e-5)]
    public void Steps_are_those_of_the_documented_algorithm(double initial, double epsilon)
    {
        var sum = new double[37];
        Array.Fill(sum, initial);
        var optimizer = new Adagrad(37) { InitialSum = initial, Epsilon = epsilon };
        new OptimizerRun(37).Compare(optimizer, (i, t, theta, g, gamma) =>
        {
            sum[i] += g * g;
            return theta - (gamma * g / (Math.Sqrt(sum[i]) + epsilon));
        });
    }

    [Fact]
    public void What_is_loaded_goes_on_as_what_was_saved() => OptimizerRun.AssertResumes(() => new Adagrad(19));
}

using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class SgdTests
{
    /// <summary>PyTorch's documentation of SGD, line by line, in double.</summary>
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.9, 0, false)]
    [InlineData(0.9, 0.3, false)]
    [InlineData(0.9, 0, true)]
    public void Steps_are_those_of_the_documented_algorithm(double momentum, double dampening, bool nesterov)
    {
        var b = new double[37];
        var sgd = new Sgd(37) { Momentum = momentum, Dampening = dampening, Nesterov = nesterov };
        new OptimizerRun(37).Compare(sgd, (i, t, theta, g, gamma) =>
        {
            if (momentum != 0)
            {
                b[i] = t > 1 ? (momentum * b[i]) + ((1 - dampening) * g) : g;
                g = nesterov ? g + (momentum * b[i]) : b[i];
            }

            return theta - (gamma * g);
        });
    }

    [Fact]
    public void What_is_loaded_goes_on_as_what_was_saved() => OptimizerRun.AssertResumes(() => new Sgd(19) { Momentum = 0.9, Dampening = 0.5 });
}

using Pathwise.PolicyGradients;

namespace Pathwise.Tests.PolicyGradients;

public sealed class ClippedValueErrorTests
{
    [Fact]
    public void It_is_minus_half_the_loss_s_derivative_by_finite_differences()
    {
        const double Old = 0.3, Range = 0.2, H = 1e-6;
        var zeros = 0;
        foreach (var target in (double[])[-1, 0.25, 0.45, 2])
            for (var v = -0.99; v < 1.5; v += 0.05)
            {
                double Loss(double v) => Math.Max(
                    Math.Pow(v - target, 2), Math.Pow(Old + Math.Clamp(v - Old, -Range, Range) - target, 2));

                var error = ClippedValueError.Of(target, v, Old, Range);
                if (error == 0) zeros++;
                Assert.Equal(-(Loss(v + H) - Loss(v - H)) / (4 * H), error, 1e-6);    // quadratic: rounding alone
            }

        Assert.InRange(zeros, 10, 150);
    }
}

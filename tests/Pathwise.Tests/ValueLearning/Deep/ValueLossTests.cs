using Pathwise.Randomness;
using Pathwise.Testing;
using Pathwise.ValueLearning.Deep;

namespace Pathwise.Tests.ValueLearning.Deep;

public sealed class ValueLossTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.5, 0.125, 0.5)]
    [InlineData(-1, 0.5, -1)]
    [InlineData(3, 2.5, 1)]
    [InlineData(-4, 3.5, -1)]
    public void Huber_s_loss_is_square_within_1_and_straight_beyond(double delta, double loss, double slope)
    {
        var gradient = new float[1];
        var error = new HuberLoss().Of([2], [2 + (float)delta], gradient);
        Assert.Equal(loss, error.Loss, 1e-6);
        Assert.Equal(loss, HuberLoss.Reference(delta), 1e-12);
        Assert.Equal(delta, error.Delta, 1e-6);
        Assert.Equal(-slope, gradient[0], 1e-6);                                  // with respect to the value
    }

    [Theory]
    [InlineData(-2.5)]
    [InlineData(-0.3)]
    [InlineData(0.7)]
    [InlineData(1.4)]
    public void Huber_s_gradient_is_that_of_finite_differences(double value)
    {
        const double Target = 0.25;
        var gradient = new float[1];
        new HuberLoss().Of([(float)value], [(float)Target], gradient);
        var check = GradientCheck.Of(x => HuberLoss.Reference(Target - x[0]), [value], [gradient[0]]);
        Assert.True(check.IsWithin(1e-6), check.ToString());                      // the kernel computes in float
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(33)]
    public void The_quantile_loss_and_its_gradient_are_the_definition_s(int n)
    {
        var rng = new Rng(4);
        var (values, targets, gradients) = (new float[n], new float[n], new float[n]);
        rng.FillNormal(values);
        foreach (ref var target in targets.AsSpan()) target = (float)(2 * rng.NextNormal());
        var error = new QuantileHuberLoss(n).Of(values, targets, gradients);

        double[] x = Array.ConvertAll(values, v => (double)v), t = Array.ConvertAll(targets, v => (double)v);
        Assert.Equal(QuantileHuberLoss.Reference(x, t), error.Loss, 1e-5 * n);    // n sums of n floats
        Assert.Equal(error.Loss, error.Delta);
        for (var i = 0; i < n; i++)
        {
            const double H = 1e-6;                                                // the slope is 0 at u = 0: no kink
            var (up, down) = ((double[])x.Clone(), (double[])x.Clone());
            (up[i], down[i]) = (x[i] + H, x[i] - H);
            var difference = (QuantileHuberLoss.Reference(up, t) - QuantileHuberLoss.Reference(down, t)) / (2 * H);
            Assert.Equal(difference, gradients[i], 2e-6);
        }
    }

    [Fact]
    public void One_quantile_is_the_median_and_costs_half_of_huber_s()
    {
        var (gradient, half) = (new float[1], new float[1]);
        var error = new HuberLoss().Of([1], [1.75f], gradient);
        var quantile = new QuantileHuberLoss(1).Of([1], [1.75f], half);
        Assert.Equal(error.Loss / 2, quantile.Loss, 1e-7);
        Assert.Equal(gradient[0] / 2, half[0], 1e-7);
    }

    [Fact]
    public void Descent_on_samples_finds_their_quantiles()
    {
        // u's slope is that of a quantile beyond |u| = 1: samples 100 apart have quantiles that Huber does not blur
        const int N = 4;
        var loss = new QuantileHuberLoss(N);
        float[] values = [0, 0, 0, 0], targets = [0, 100, 200, 300];
        var gradients = new float[N];
        for (var step = 0; step < 8000; step++)
        {
            loss.Of(values, targets, gradients);
            for (var i = 0; i < N; i++) values[i] -= 0.5f * gradients[i];
        }

        for (var i = 0; i < N; i++) Assert.Equal(100 * i, values[i], 1.5);        // within 1 of a sample and a step
    }
}

using Pathwise.Environments.Textbook;
using Pathwise.Networks;
using Pathwise.PolicyGradients;
using Pathwise.Testing;

namespace Pathwise.Tests.PolicyGradients;

public sealed class ReinforceTests
{
    private static readonly ReinforceOptions Plain = new() { StepSize = Schedule.Constant(1), Optimizer = OptimizerKind.Sgd };

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void The_estimate_is_unbiased(double p)
    {
        var estimates = Estimates(p, baseline: null);

        Assert.True(estimates.IsWithin(4, Corridor.Slope(p)), $"{estimates}, exact {Corridor.Slope(p)}");   // 4 standard errors
    }

    [Fact]
    public void A_baseline_leaves_the_mean_and_takes_most_of_the_variance()
    {
        const double P = 0.6;
        var (without, with) = (Estimates(P, baseline: null), Estimates(P, ShortCorridor.StartValue(P)));

        Assert.True(with.IsWithin(4, Corridor.Slope(P)), $"{with}, exact {Corridor.Slope(P)}");
        Assert.True(with.StandardError < 0.8 * without.StandardError, $"with {with}, without {without}");
    }

    [Fact]
    public void The_box_moves_theta_at_every_step_in_order()
    {
        const double Alpha = 1e-3, Gamma = 0.9;
        var options = Plain with
        {
            StepSize = Schedule.Constant(Alpha), StepsPerGradient = 1, Gamma = Gamma, DiscountGradient = true,
        };
        var corridor = new Corridor(episodes: 1, 0.3, seed: 5);
        double[] theta = [corridor.Theta[0], corridor.Theta[1]];
        var learner = new Reinforce<int, Pathwise.Distributions.Categorical>(corridor.Generator, corridor.Policy, options, 1000);

        learner.Learn();

        var actions = corridor.Generator.Batch.Actions;
        var steps = actions.Length;
        Assert.True(steps > 2);
        for (var t = 0; t < steps; t++)
        {
            var g = 0.0;
            for (var k = t + 1; k <= steps; k++) g += Math.Pow(Gamma, k - t - 1) * -1;                 // R = −1 on every step
            var right = 1 / (1 + Math.Exp(theta[0] - theta[1]));
            var change = Alpha * Math.Pow(Gamma, t) * g * (actions[t] - right);                        // ∂ln π/∂θ_right
            (theta[0], theta[1]) = (theta[0] - change, theta[1] + change);
        }

        Assert.Equal(theta[0], corridor.Theta[0], 6);
        Assert.Equal(theta[1], corridor.Theta[1], 6);
    }

    /// <summary>The gradient with respect to θ_right of many batches, at one θ.</summary>
    private static Sample Estimates(double p, double? baseline)
    {
        const int Batches = 200, Episodes = 100;
        var corridor = new Corridor(Episodes, p, seed: 11, baseline ?? 0);
        var estimates = new double[Batches];
        Pathwise.Experiments.ILearner learner = baseline is null
            ? new Reinforce<int, Pathwise.Distributions.Categorical>(corridor.Generator, corridor.Policy, Plain, 1)
            : new ReinforceWithBaseline<int, Pathwise.Distributions.Categorical>(
                corridor.Generator, corridor.Policy, corridor.Baseline,
                new() { StepSize = Schedule.Constant(1), BaselineStepSize = Schedule.Constant(0), Optimizer = OptimizerKind.Sgd }, 1);
        for (var i = 0; i < Batches; i++)
        {
            corridor.Place(p);
            var before = corridor.Theta[1];
            learner.Learn();
            estimates[i] = corridor.Theta[1] - before;
        }

        return Sample.Of(estimates);
    }
}

using Pathwise.DecisionProcesses;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.DecisionProcesses;

public sealed class ReinforceVarianceTests(ITestOutputHelper output)
{
    private const int Episodes = 40_000;

    [Theory]
    [InlineData(1.0, "none")]
    [InlineData(1.0, "constant")]
    [InlineData(1.0, "value")]
    [InlineData(0.9, "optimal")]
    public void Reinforce_is_unbiased_and_as_variable_as_it_should_be(double gamma, string kind)
    {
        var (mdp, theta) = PolicyGradientTheoremTests.Draw(gamma, ending: 0.2, seed: 7);
        var exact = new PolicyGradientTheorem(mdp, theta);
        var variance = new ReinforceVariance(exact);
        var baseline = Baseline(kind, exact, variance);
        var gradient = exact.ByTheorem();

        var estimate = new ReinforceEstimate(mdp, theta, baseline);
        var rng = new Rng(11);
        var draws = new double[mdp.Pairs][];
        for (var pair = 0; pair < mdp.Pairs; pair++) draws[pair] = new double[Episodes];
        var squares = new double[Episodes];
        var g = new double[mdp.Pairs];
        for (var episode = 0; episode < Episodes; episode++)
        {
            estimate.Draw(g, ref rng);
            for (var pair = 0; pair < g.Length; pair++)
            {
                draws[pair][episode] = g[pair];
                squares[episode] += (g[pair] - gradient[pair]) * (g[pair] - gradient[pair]);
            }
        }

        for (var pair = 0; pair < mdp.Pairs; pair++)
            Assert.True(Sample.Of(draws[pair]).IsWithin(4, gradient[pair]), $"pair {pair}");
        var (measured, computed) = (Sample.Of(squares), variance.Of(baseline));
        output.WriteLine($"γ = {gamma}, baseline {kind}: variance {computed:F4}, measured {measured}");
        Assert.True(measured.IsWithin(4, computed), $"{measured} against {computed}");
    }

    [Fact]
    public void The_optimal_baseline_has_the_least_variance_and_is_not_quite_the_value()
    {
        for (var seed = 0UL; seed < 10; seed++)
        {
            var (mdp, theta) = PolicyGradientTheoremTests.Draw(0.95, ending: 0.1, seed);
            var exact = new PolicyGradientTheorem(mdp, theta);
            var variance = new ReinforceVariance(exact);
            var best = variance.OptimalBaseline();
            var least = variance.Of(best);
            Assert.True(least > 0);
            foreach (var kind in (string[])["none", "constant", "value"])
                Assert.True(least < variance.Of(Baseline(kind, exact, variance)), kind);

            var rng = new Rng(seed);
            for (var direction = 0; direction < 5; direction++)
            {
                var (up, down) = ((double[])best.Clone(), (double[])best.Clone());
                for (var state = 0; state < best.Length; state++)
                {
                    var step = rng.NextNormal();
                    (up[state], down[state]) = (up[state] + step, down[state] - step);
                }

                Assert.Equal(variance.Of(up), variance.Of(down), 1e-9 * variance.Of(up));    // the bottom of a parabola
                Assert.True(variance.Of(up) > least);
            }
        }
    }

    [Fact]
    public void The_best_constant_is_at_the_bottom_of_its_parabola()
    {
        var (mdp, theta) = PolicyGradientTheoremTests.Draw(1, ending: 0.2, seed: 2);
        var variance = new ReinforceVariance(new(mdp, theta));
        var best = variance.OptimalConstant();
        double Of(double b) => variance.Of(Enumerable.Repeat(b, mdp.States).ToArray());
        Assert.Equal(Of(best + 1), Of(best - 1), 1e-9 * Of(best));
        Assert.True(Of(best) < Of(0));
    }

    [Fact]
    public void Where_an_episode_is_one_choice_the_optimal_baseline_is_the_known_one()
    {
        // A bandit of two arms, rewards 1 and 3: φ² is 2(1 − p)² and 2p², so b* = Σ π φ² r / Σ π φ² = (1 − p) 1 + p 3 with p = π(first).
        var mdp = new FiniteMdpBuilder(1) { Start = [1] }
            .Add(0, 0, new Transition(1, 0, 1, true)).Add(0, 1, new Transition(1, 0, 3, true)).Build();
        var variance = new ReinforceVariance(new(mdp, [Math.Log(4), 0]));
        Assert.Equal((0.2 * 1) + (0.8 * 3), variance.OptimalBaseline()[0], 1e-9);
        Assert.Equal(0, variance.Of(variance.OptimalBaseline()), 1e-9);          // two arms: each draw is the gradient itself
    }

    [Fact]
    public void Estimates_of_endless_episodes_are_refused()
    {
        var (mdp, theta) = PolicyGradientTheoremTests.Draw(0.9, ending: 0, seed: 1);
        Assert.Throws<BadInputException>(() => new ReinforceEstimate(mdp, theta, new double[mdp.States]));
    }

    private static double[] Baseline(string kind, PolicyGradientTheorem exact, ReinforceVariance variance) => kind switch
    {
        "constant" => [.. Enumerable.Repeat(variance.OptimalConstant(), exact.Mdp.States)],
        "value" => exact.Values.ToArray(),
        "optimal" => variance.OptimalBaseline(),
        _ => new double[exact.Mdp.States],
    };
}

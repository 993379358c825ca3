using Pathwise.DecisionProcesses;
using Pathwise.Randomness;

namespace Pathwise.Tests.DecisionProcesses;

public sealed class OnPolicyDistributionTests
{
    /// <summary>From 0 to 1 with probability 0.3 a step, back with 0.6; a step in 1 earns 2.</summary>
    private static FiniteMdp Switch() => new FiniteMdpBuilder(2)
        .Add(0, 0, new Transition(0.7, 0, 0), new(0.3, 1, 0)).Add(1, 0, new Transition(0.6, 0, 2), new(0.4, 1, 2)).Build();

    [Fact]
    public void A_switch_is_on_a_third_of_the_time()
    {
        var mdp = Switch();
        var (share, average, values) = OnPolicyDistribution.Continuing(mdp, TabularPolicy.Uniform(mdp));
        Assert.Equal(1.0 / 3, share[1], 1e-14);
        Assert.Equal(2.0 / 3, average, 1e-14);
        Assert.Equal(2 / 0.9, values[1] - values[0], 1e-13);            // v(1) − v(0) = 2 + (0.4 − 0.3)(v(1) − v(0))
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.9)]
    public void Visits_are_those_of_simulated_episodes(double gamma)
    {
        var mdp = new FiniteMdpBuilder(3) { Gamma = gamma, Start = [0.5, 0.5, 0] }
            .Add(0, 0, new Transition(0.5, 0, 0), new(0.5, 1, 0)).Add(1, 0, new Transition(0.25, 0, 0), new(0.75, 2, 0)).Build();
        var exact = OnPolicyDistribution.Episodic(mdp, TabularPolicy.Uniform(mdp));
        Assert.Equal(1, exact.Sum(), 1e-14);
        Assert.Equal(0, exact[2]);

        const int Episodes = 40_000;
        var rng = new Rng(1);
        var (differences, squares) = (0.0, 0.0);                        // of visits to 0 less their share of all visits
        for (var episode = 0; episode < Episodes; episode++)
        {
            var (state, weight, difference) = (rng.NextDouble() < 0.5 ? 0 : 1, 1.0, 0.0);
            while (state != 2)
            {
                difference += weight * ((state == 0 ? 1 : 0) - exact[0]);
                state = (state, rng.NextDouble()) switch { (0, < 0.5) => 0, (0, _) => 1, (_, < 0.25) => 0, _ => 2 };
                weight *= gamma;
            }

            differences += difference;
            squares += difference * difference;
        }

        Assert.InRange(differences / Math.Sqrt(squares), -4, 4);        // four standard errors
    }

    [Fact]
    public void What_ends_has_no_average_and_what_does_not_start_no_visits()
    {
        var mdp = new FiniteMdpBuilder(1).Add(0, 0, new Transition(1, 0, 1, true)).Build();
        Assert.Throws<BadInputException>(() => OnPolicyDistribution.Continuing(mdp, TabularPolicy.Uniform(mdp)));
        Assert.Throws<BadInputException>(() => OnPolicyDistribution.Episodic(mdp, TabularPolicy.Uniform(mdp)));
    }

    [Fact]
    public void Returns_are_the_sums_that_the_book_defines()
    {
        double[] rewards = [1, 2, 3, 4];
        Assert.Equal(6, Returns.FiniteHorizon(rewards, 3));
        Assert.Equal(10, Returns.FiniteHorizon(rewards, 9));
        Assert.Equal(1 + (0.5 * 2) + (0.25 * 3) + (0.125 * 4) + (0.0625 * 8), Returns.Discounted(rewards, 0.5, tail: 8));
        Assert.Equal(0, Returns.Differential(rewards, 2.5));
        Assert.Throws<BadInputException>(() => Returns.Discounted(rewards, 1.5));

        var (share, average, values) = OnPolicyDistribution.Continuing(Switch(), TabularPolicy.Uniform(Switch()));
        Assert.Equal(average, share[1] * 2, 1e-14);
        Assert.Equal(2, values.Length);
    }
}

using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments;

/// <summary>The book's problems have the values that it prints.</summary>
public sealed class TextbookTests
{
    private const double Printed = 0.05 + 1e-9;        // one decimal

    [Fact]
    public void Figure_3_2_of_the_random_policy() => AssertPrinted(Values("Gridworld-v0", greedy: false),
        3.3, 8.8, 4.4, 5.3, 1.5, 1.5, 3.0, 2.3, 1.9, 0.5, 0.1, 0.7, 0.7, 0.4, -0.4, -1.0, -0.4, -0.4, -0.6, -1.2,
        -1.9, -1.3, -1.2, -1.4, -2.0);

    [Fact]
    public void Figure_3_5_of_the_best_policy() => AssertPrinted(Values("Gridworld-v0", greedy: true),
        22.0, 24.4, 22.0, 19.4, 17.5, 19.8, 22.0, 19.8, 17.8, 16.0, 17.8, 19.8, 17.8, 16.0, 14.4, 16.0, 17.8, 16.0, 14.4,
        13.0, 14.4, 16.0, 14.4, 13.0, 11.7);

    [Fact]
    public void Figure_4_1_of_the_random_policy() => AssertPrinted(Values("SmallGridworld-v0", greedy: false),
        0, -14, -20, -22, -14, -18, -20, -20, -20, -20, -18, -14, -22, -20, -14, 0);

    [Fact]
    public void The_random_walk_is_worth_k_sixths()
    {
        var values = Values("RandomWalk-v0", greedy: false);
        for (var k = 1; k <= 5; k++) Assert.Equal(k / 6.0, values[k], 1e-9);
        values = Values("RandomWalk19-v0", greedy: false);
        for (var k = 1; k <= 19; k++) Assert.Equal((k / 10.0) - 1, values[k], 1e-9);
    }

    /// <summary>Bold play is optimal for p_h below ½: at 50 it wins with the first toss, at 25 with two.</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(0.25)]
    public void A_gambler_who_plays_boldly_wins_as_often_as_can_be(double heads)
    {
        var values = Values("GamblersProblem-v0", greedy: true, ("heads", heads));
        Assert.Equal(heads, values[50], 1e-12);
        Assert.Equal(heads * heads, values[25], 1e-12);
        Assert.Equal(heads + ((1 - heads) * heads), values[75], 1e-12);
    }

    [Fact]
    public void A_stake_that_is_not_there_is_cut_to_the_capital()
    {
        var environment = (Simulation<FiniteDynamics, FiniteState, int>)
            EnvironmentRegistry.Standard.Find("GamblersProblem-v0").With("heads", 0).Make();
        var observation = new float[1];
        foreach (var (capital, stake, left) in new[] { (30, 50, 0), (80, 50, 60), (30, 0, 29), (50, 7, 43) })
        {
            environment.Reset(observation, 1);
            environment.State = new(capital);
            environment.Step([stake], observation);
            Assert.Equal(left, observation[0]);
        }
    }

    /// <summary>Figure 4.2's last policy at its corners and edges, and its value by simulation.</summary>
    [Fact]
    public void Jack_moves_cars_as_in_Figure_4_2_and_earns_what_a_simulation_earns()
    {
        var process = EnvironmentRegistry.Standard.Find("JacksCarRental-v0").Process!;
        Assert.Equal((441, 0.9), (process.States, process.Gamma));
        var (values, best) = Solve(process, greedy: true);
        int Moved(int first, int second) => process.Labels[best[(first * 21) + second]] - 5;
        Assert.Equal((5, 0, 0, -4), (Moved(20, 0), Moved(0, 0), Moved(10, 10), Moved(0, 20)));
        for (var first = 1; first <= 20; first++)
            for (var second = 0; second <= 20; second++)
                Assert.InRange(Moved(first, second), Moved(first - 1, second), 5);       // more cars here, more are moved

        Rng rng = new(1);
        var (mean, squares) = (0.0, 0.0);
        for (var run = 0; run < 3000; run++)
        {
            var (n1, n2, sum, discount) = (20, 20, 0.0, 1.0);
            for (var day = 0; day < 120; day++, discount *= 0.9)                         // the rest is below 1e-2
            {
                var moved = Moved(n1, n2);
                (n1, n2) = (Math.Min(20, n1 - moved), Math.Min(20, n2 + moved));
                var (rented1, rented2) = (Math.Min(n1, Poisson(3, ref rng)), Math.Min(n2, Poisson(4, ref rng)));
                sum += discount * ((10 * (rented1 + rented2)) - (2 * Math.Abs(moved)));
                n1 = Math.Min(20, n1 - rented1 + Poisson(3, ref rng));
                n2 = Math.Min(20, n2 - rented2 + Poisson(2, ref rng));
            }

            (mean, squares) = (mean + (sum / 3000), squares + (sum * sum / 3000));
        }

        var error = Math.Sqrt((squares - (mean * mean)) / 3000);
        Assert.InRange(values[^1], mean - (4 * error), mean + (4 * error));
    }

    [Fact]
    public void A_process_that_is_told_as_such_is_an_environment()
    {
        var process = new FiniteMdpBuilder(states: 2) { Start = [1, 0] }
            .Add(0, 3, new Transition(0.5, 0, 1), new Transition(0.5, 1, 2))
            .Build();
        var environment = new Simulation<FiniteDynamics, FiniteState, int>(new(process));
        Assert.Equal(new Discrete(4), environment.ActionSpace);
        var observation = new float[1];
        environment.Reset(observation, 1);
        var step = default(Step);
        while (!step.Terminated)
        {
            step = environment.Step([0], observation);
            Assert.Equal((step.Terminated ? 2 : 1, step.Terminated ? 1 : 0), (step.Reward, observation[0]));
        }

        Assert.Throws<BadInputException>(() => new FiniteDynamics(
            new FiniteMdpBuilder(states: 2).Add(0, 0, new Transition(1, 1, 1)).Build()));
    }

    private static int Poisson(double mean, ref Rng rng)
    {
        var (count, product, limit) = (0, rng.NextDouble(), Math.Exp(-mean));
        for (; product > limit; count++) product *= rng.NextDouble();
        return count;
    }

    private static double[] Values(string id, bool greedy, params (string Name, double Value)[] arguments)
    {
        var entry = EnvironmentRegistry.Standard.Find(id);
        foreach (var (name, value) in arguments) entry = entry.With(name, value);
        return Solve(entry.Process!, greedy).Values;
    }

    private static (double[] Values, int[] Best) Solve(FiniteMdp process, bool greedy)
    {
        var (values, best) = (new double[process.States], new int[process.States]);
        for (var change = 1.0; change > 1e-11;)
        {
            change = 0;
            for (var state = 0; state < process.States; state++)
            {
                if (process.IsTerminal(state)) continue;
                var (sum, greatest) = (0.0, double.NegativeInfinity);
                for (var pair = process.FirstPairs[state]; pair < process.FirstPairs[state + 1]; pair++)
                {
                    var q = process.ExpectedRewards[pair];
                    for (var i = 0; i < process.TransitionsOf(pair); i++)
                        if (process.TransitionOf(pair, i) is { Terminates: false } transition)
                            q += process.Gamma * transition.Probability * values[transition.Next];
                    sum += q;
                    if (q > greatest) (greatest, best[state]) = (q, pair);
                }

                var value = greedy ? greatest : sum / process.ActionsOf(state).Length;
                change = Math.Max(change, Math.Abs(value - values[state]));
                values[state] = value;
            }
        }

        return (values, best);
    }

    private static void AssertPrinted(double[] values, params double[] printed)
    {
        Assert.Equal(printed.Length, values.Length);
        for (var i = 0; i < printed.Length; i++) Assert.InRange(values[i], printed[i] - Printed, printed[i] + Printed);
    }
}

using Pathwise.DecisionProcesses;
using Pathwise.Randomness;

namespace Pathwise.Tests.DecisionProcesses;

public sealed class OptimalValuesTests
{
    private static readonly SolutionMethod[] Methods = Enum.GetValues<SolutionMethod>();

    [Theory]
    [InlineData(1.0, 0.1)]
    [InlineData(0.95, 0.0)]
    [InlineData(0.0, 0.5)]
    public void All_methods_find_the_same_values_and_actions(double gamma, double ending)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var (mdp, _) = PolicyGradientTheoremTests.Draw(gamma, ending, seed);
            var solutions = Array.ConvertAll(Methods, method => OptimalValues.Solve(mdp, method, 1e-13));
            foreach (var solution in solutions)
            {
                PolicyGradientTheoremTests.AssertEqual(solutions[0].Values.ToArray(), solution.Values.ToArray(), 1e-10);
                Assert.True(solution.Residual < 1e-12);
                for (var state = 0; state < mdp.States; state++)
                    Assert.Equal(solutions[0].OptimalActionsOf(state), solution.OptimalActionsOf(state));
            }
        }
    }

    [Fact]
    public void No_policy_is_better_than_the_optimum_and_the_greedy_one_is_as_good()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var (mdp, theta) = PolicyGradientTheoremTests.Draw(0.9, 0, seed);
            var optimum = OptimalValues.Solve(mdp);
            var any = new PolicyGradientTheorem(mdp, theta);
            for (var state = 0; state < mdp.States; state++) Assert.True(any.Values[state] < optimum.Values[state]);
            var greedy = new double[mdp.Pairs];       // a softmax so sharp that nothing else is ever done
            for (var state = 0; state < mdp.States; state++)
                greedy[mdp.PairOf(state, optimum.OptimalActionsOf(state)[0])] = 800;
            PolicyGradientTheoremTests.AssertEqual(
                new PolicyGradientTheorem(mdp, greedy).Values.ToArray(), optimum.Values.ToArray(), 1e-9);
        }
    }

    [Fact]
    public void Values_satisfy_the_inequalities_of_the_linear_program()
    {
        var (mdp, _) = PolicyGradientTheoremTests.Draw(0.9, 0, seed: 4);
        var optimum = OptimalValues.Solve(mdp);
        for (var state = 0; state < mdp.States; state++)
        {
            var slack = optimum.Values[state];
            var least = double.PositiveInfinity;
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                least = Math.Min(least, slack - optimum.ActionValues[pair]);
            Assert.Equal(0, least, 1e-11);           // v ≥ q for all actions, with equality for one
        }
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var rng = new Rng(3);
        var mdp = RandomMdp.Create(states: 10_000, actions: 2, branching: 2, gamma: 0.9, ending: 0, ref rng);
        var one = OptimalValues.Solve(mdp, tolerance: 1e-6, threads: 1);
        var two = OptimalValues.Solve(mdp, tolerance: 1e-6, threads: 2);
        Assert.Equal(one.Values.ToArray(), two.Values.ToArray());
        Assert.Equal(one.Sweeps, two.Sweeps);
    }

    [Fact]
    public void Ties_are_all_told()
    {
        var mdp = new FiniteMdpBuilder(2).Add(0, 3, new Transition(1, 1, 2)).Add(0, 5, new Transition(1, 1, 1))
            .Add(0, 8, new Transition(0.5, 1, 4), new(0.5, 1, 0)).Build();
        Assert.Equal([3, 8], OptimalValues.Solve(mdp).OptimalActionsOf(0));
        Assert.Empty(OptimalValues.Solve(mdp).OptimalActionsOf(1));
    }

    [Fact]
    public void Processes_without_an_end_are_refused_by_name_if_nothing_is_discounted()
    {
        var mdp = new FiniteMdpBuilder(3) { StateNames = ["out", "trap", "lair"] }
            .Add(1, 0, new Transition(1, 2, 1)).Add(2, 0, new Transition(1, 1, 1)).Build();
        foreach (var method in Methods)
        {
            var message = Assert.Throws<BadInputException>(() => OptimalValues.Solve(mdp, method)).Message;
            Assert.Contains("states 'trap', 'lair'", message, StringComparison.Ordinal);
            Assert.Equal(10, OptimalValues.Solve(mdp.WithGamma(0.9), method).Values[1], 1e-9);
        }
    }

    [Fact]
    public void A_way_to_earn_forever_is_refused()
    {
        var mdp = new FiniteMdpBuilder(1)
            .Add(0, 0, new Transition(1, 0, 1e9)).Add(0, 1, new Transition(1, 0, 0, Terminates: true)).Build();
        foreach (var method in Methods)
            Assert.Contains("without end", Assert.Throws<BadInputException>(() => OptimalValues.Solve(mdp, method)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_few_steps_left_the_near_reward_is_best_and_with_more_the_far_one()
    {
        // From 0: action 0 earns 1 and ends; action 1 goes on to 1, from where 3 are earned.
        var mdp = new FiniteMdpBuilder(2) { Start = [1, 0] }
            .Add(0, 0, new Transition(1, 0, 1, true)).Add(0, 1, new Transition(1, 1, 0))
            .Add(1, 0, new Transition(1, 1, 3, true)).Build();
        var values = new double[4];
        Assert.Equal([1], FiniteHorizon.Solve(mdp, 3, values).OptimalActionsOf(0));
        Assert.Equal([0, 1, 3, 3], values);
        Assert.Equal([0], FiniteHorizon.Solve(mdp, 1).OptimalActionsOf(0));
    }
}

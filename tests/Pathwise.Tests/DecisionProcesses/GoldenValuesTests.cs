using System.Text.Json;
using Pathwise.DecisionProcesses;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.DecisionProcesses;

public sealed class GoldenValuesTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string, SolutionMethod, double> Tables()
    {
        var data = new TheoryData<string, SolutionMethod, double>();
        foreach (var name in new[] { "frozenlake4x4_slippery", "frozenlake8x8_slippery", "taxi", "cliffwalking" })
            foreach (var gamma in new[] { 0.9, 0.99, 1 })
                foreach (var method in Enum.GetValues<SolutionMethod>()) data.Add(name, method, gamma);
        return data;
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Values_and_optimal_actions_are_the_recorded_ones(string name, SolutionMethod method, double gamma)
    {
        var file = GoldenFile.Read(name);
        var golden = file.GetProperty("values").EnumerateArray().Single(v => v.GetProperty("gamma").GetDouble() == gamma);
        var mdp = GoldenTable.Process(file, gamma);
        var solution = OptimalValues.Solve(mdp, method);

        var values = golden.GetProperty("v_star").Deserialize<double[]>()!;
        for (var state = 0; state < mdp.States; state++)
            Assert.Equal(values[state], solution.Values[state], Tolerance);
        var actionValues = golden.GetProperty("q_star").Deserialize<double[][]>()!;
        for (var pair = 0; pair < mdp.Pairs; pair++)
            Assert.Equal(actionValues.SelectMany(q => q).ElementAt(pair), solution.ActionValues[pair], Tolerance);
        var actions = golden.GetProperty("greedy_actions").Deserialize<int[][]>()!;
        for (var state = 0; state < mdp.States; state++)
            Assert.Equal(actions[state], solution.OptimalActionsOf(state));
        Assert.Equal(golden.GetProperty("start_value_star").GetDouble(), solution.StartValue, Tolerance);
        Assert.InRange(solution.Residual, 0, 1e-12);
    }

    [Theory]
    [InlineData("frozenlake4x4_slippery")]
    [InlineData("frozenlake8x8_slippery")]
    [InlineData("taxi")]
    public void The_best_of_a_finite_horizon_is_the_recorded_one(string name)
    {
        var golden = GoldenFile.Read("finite_horizon").GetProperty(name);
        var solution = FiniteHorizon.Solve(
            GoldenTable.Process(GoldenFile.Read(name)), golden.GetProperty("horizon").GetInt32());
        Assert.Equal(
            golden.GetProperty("optimal_undiscounted_T_step_start_value").GetDouble(), solution.StartValue, Tolerance);
    }

    [Theory]
    [InlineData("frozenlake4x4_slippery", 100)]
    [InlineData("cliffwalking", 30)]
    public void A_policy_that_depends_on_time_earns_the_best_of_its_horizon(string name, int steps)
    {
        var mdp = GoldenTable.Process(GoldenFile.Read(name));
        var solutions = FiniteHorizon.SolveEach(mdp, steps);
        var earned = new double[mdp.States];
        for (var left = 1; left <= steps; left++)                    // follow it: its last optimal action at each time
        {
            var next = new double[mdp.States];
            for (var state = 0; state < mdp.States; state++)
            {
                var pair = mdp.PairOf(state, solutions[left - 1].OptimalActionsOf(state)[^1]);
                next[state] = mdp.ExpectedRewards[pair];
                for (var i = 0; i < mdp.TransitionsOf(pair); i++)
                    if (mdp.TransitionOf(pair, i) is { Terminates: false } t) next[state] += t.Probability * earned[t.Next];
            }

            earned = next;
            Assert.Equal(FiniteHorizon.Solve(mdp, left).StartValue, solutions[left - 1].StartValue);
        }

        for (var state = 0; state < mdp.States; state++)
            Assert.Equal(solutions[^1].Values[state], earned[state], Tolerance);
    }
}

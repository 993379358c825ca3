using CsCheck;
using Pathwise.DecisionProcesses;
using Pathwise.Environments;
using Pathwise.Randomness;
using Pathwise.Tests.Golden;

namespace Pathwise.Tests.DecisionProcesses;

public sealed class PolicyValuesTests
{
    /// <summary>The reference is a solution in double precision; its own error grows with the values.</summary>
    private const double Agreement = 1e-10;

    [Theory]
    [InlineData("frozenlake4x4_slippery", "FrozenLake-v1")]
    [InlineData("frozenlake8x8_slippery", "FrozenLake8x8-v1")]
    [InlineData("cliffwalking", "CliffWalking-v1")]
    [InlineData("cliffwalking_slippery", "CliffWalkingSlippery-v1")]
    [InlineData("taxi", "Taxi-v4")]
    public void The_random_policy_has_the_recorded_values(string file, string id)
    {
        var process = EnvironmentRegistry.Standard.Find(id).Process!;
        var golden = GoldenFile.Read(file).GetProperty("values").EnumerateArray().ToArray();
        Assert.Equal(3, golden.Length);
        foreach (var recorded in golden)
        {
            var expected = GoldenTraces.Numbers(recorded.GetProperty("v_uniform_random_policy"));
            var at = process.WithGamma(recorded.GetProperty("gamma").GetDouble());
            AssertNear(expected, PolicyValues.Solve(at, TabularPolicy.Uniform(at)).Values);
        }
    }

    [Fact]
    public void Sweeps_find_what_the_system_says_and_values_bound_each_other()
    {
        Gen.Select(Gen.ULong, Gen.Double[0, 0.95], Gen.Double[0.05, 0.5]).Sample((seed, gamma, ending) =>
        {
            var (mdp, theta) = PolicyGradientTheoremTests.Draw(gamma, ending, seed);
            var policy = TabularPolicy.Softmax(mdp, theta);
            var exact = PolicyValues.Solve(mdp, policy);
            var swept = PolicyValues.Solve(mdp, policy, EvaluationMethod.Sweeps);
            var best = OptimalValues.Solve(mdp);
            AssertNear(exact.Values, swept.Values);
            Assert.True(exact.Residual < 1e-13 && swept.Sweeps > 0 && swept.Residual < 1e-11);
            for (var state = 0; state < mdp.States; state++)
            {
                Assert.True(exact.Values[state] <= best.Values[state] + 1e-9);
                var mean = 0.0;
                for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                    mean += policy.Probabilities[pair] * exact.ActionValues[pair];
                Assert.Equal(exact.Values[state], mean, 1e-10);
            }
        }, iter: 50);
    }

    [Fact]
    public void A_sweep_brings_two_estimates_nearer_by_the_discount()
    {
        var (mdp, theta) = PolicyGradientTheoremTests.Draw(0.8, 0, seed: 2);
        var policy = TabularPolicy.Softmax(mdp, theta);
        var exact = PolicyValues.Solve(mdp, policy).Values.ToArray();
        for (var k = 0; k < 20; k++)
            Assert.True(Distance(k + 1) <= (0.8 * Distance(k)) + 1e-12);

        double Distance(int sweeps) =>
            PolicyValues.AfterSweeps(mdp, policy, sweeps).Zip(exact, (a, b) => Math.Abs(a - b)).Max();
    }

    [Theory]
    [InlineData(0.99, 0.0)]
    [InlineData(1.0, 0.01)]
    public void Ten_thousand_states_are_solved_as_exactly(double gamma, double ending)
    {
        var rng = new Rng(8);
        var mdp = RandomMdp.Create(states: 10_000, actions: 2, branching: 2, gamma, ending, ref rng);
        var policy = TabularPolicy.Uniform(mdp);
        var exact = PolicyValues.Solve(mdp, policy);
        Assert.True(exact.Residual < 1e-11);
        AssertNear(PolicyValues.Solve(mdp, policy, EvaluationMethod.Sweeps).Values, exact.Values, 1e-9);
    }

    [Fact]
    public void A_long_walk_has_its_closed_form()
    {
        const int N = 700;                               // from k, a fair walk of −1 a step ends after (k + 1)(N − k)
        var builder = new FiniteMdpBuilder(N);
        for (var k = 0; k < N; k++)
            builder.Add(k, 0,
                new Transition(0.5, Math.Max(k - 1, 0), -1, k == 0), new(0.5, Math.Min(k + 1, N - 1), -1, k == N - 1));
        var mdp = builder.Build();
        var values = PolicyValues.Solve(mdp, TabularPolicy.Uniform(mdp)).Values;
        for (var k = 0; k < N; k++) Assert.Equal(1, values[k] / (-(k + 1.0) * (N - k)), 1e-9);
    }

    [Fact]
    public void Circling_is_worth_nothing_or_refused_by_name()
    {
        var mdp = Traps(reward: 0);
        foreach (var method in Enum.GetValues<EvaluationMethod>())
            Assert.Equal([5, 0, 0, 2.5], PolicyValues.Solve(mdp, TabularPolicy.Uniform(mdp), method).Values.ToArray());

        var refused = Traps(reward: 1);
        foreach (var method in Enum.GetValues<EvaluationMethod>())
            Assert.Contains("from states trap, lair,", Assert.Throws<BadInputException>(
                () => PolicyValues.Solve(refused, TabularPolicy.Uniform(refused), method)).Message, StringComparison.Ordinal);
        Assert.Contains("trap, lair", Assert.Throws<BadInputException>(
            () => PolicyValues.FromStart(refused, TabularPolicy.Uniform(refused))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_never_reached_does_not_matter_from_the_start()
    {
        var mdp = new FiniteMdpBuilder(3) { Start = [1, 0, 0] }
            .Add(0, 0, new Transition(1, 2, 4)).Add(1, 0, new Transition(1, 1, 1)).Build();
        var solution = PolicyValues.FromStart(mdp, TabularPolicy.Uniform(mdp));
        Assert.Equal([4, double.NaN, 0], solution.Values.ToArray());
        Assert.Equal(4, solution.StartValue);
        Assert.Equal(4, mdp.AtStart([4, double.NegativeInfinity, double.NaN]));
    }

    private static FiniteMdp Traps(double reward) =>
        new FiniteMdpBuilder(4) { StateNames = ["in", "trap", "lair", "fork"], Start = [0, 0, 0, 1] }
            .Add(0, 0, new Transition(1, 1, 5)).Add(1, 0, new Transition(1, 2, reward))
            .Add(2, 0, new Transition(1, 1, -reward))
            .Add(3, 0, new Transition(0.5, 0, 0), new(0.5, 3, 0, Terminates: true)).Build();

    private static void AssertNear(
        ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double agreement = Agreement)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], agreement * Math.Max(1, Math.Abs(expected[i])));
    }
}

using Pathwise.DecisionProcesses;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.DecisionProcesses;

public sealed class PolicyGradientTheoremTests
{
    /// <summary>Rounding of systems of some dozen unknowns with condition numbers of some hundreds.</summary>
    private const double Agreement = 1e-9;

    public static TheoryData<double, double, PolicyObjective> Kinds => new()
    {
        { 1, 0.1, PolicyObjective.StartValue },
        { 0.9, 0.05, PolicyObjective.StartValue },
        { 0.95, 0, PolicyObjective.StartValue },
        { 0.5, 0, PolicyObjective.AverageReward },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Three_ways_to_the_gradient_agree(double gamma, double ending, PolicyObjective objective)
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var (mdp, theta) = Draw(gamma, ending, seed);
            var theorem = new PolicyGradientTheorem(mdp, theta, objective);
            var expected = theorem.ByTheorem();
            Assert.True(expected.Max(Math.Abs) > 1e-3);
            AssertEqual(expected, theorem.ByScore(), Agreement);
            AssertEqual(expected, theorem.ByDifferentiation(), Agreement);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Finite_differences_find_the_same_gradient(double gamma, double ending, PolicyObjective objective)
    {
        for (var seed = 0UL; seed < 5; seed++)
        {
            var (mdp, theta) = Draw(gamma, ending, seed);
            var gradient = new PolicyGradientTheorem(mdp, theta, objective).ByTheorem();
            var error = GradientCheck.Of(
                at => new PolicyGradientTheorem(mdp, at, objective).ObjectiveValue, theta, gradient);
            Assert.True(error.Worst < GradientCheck.DoubleTolerance, error.ToString());
        }
    }

    [Fact]
    public void The_short_corridor_of_one_cell_has_the_gradient_of_its_closed_form()
    {
        // One cell: action 0 stays, action 1 ends, −1 a step: v = −1/p, ∂v/∂θ₁ = p (1 − p)/p² = (1 − p)/p.
        var mdp = new FiniteMdpBuilder(1) { Start = [1] }
            .Add(0, 0, new Transition(1, 0, -1)).Add(0, 1, new Transition(1, 0, -1, Terminates: true)).Build();
        var theorem = new PolicyGradientTheorem(mdp, [0, Math.Log(3)]);          // p = 3/4
        Assert.Equal(-4.0 / 3, theorem.ObjectiveValue, 1e-12);
        Assert.Equal(4.0 / 3, theorem.Visits[0], 1e-12);
        AssertEqual([-1.0 / 3, 1.0 / 3], theorem.ByTheorem(), 1e-12);
    }

    [Fact]
    public void Visits_of_a_continuing_process_are_the_shares_of_a_distribution()
    {
        var (mdp, theta) = Draw(1, 0, seed: 3);
        var theorem = new PolicyGradientTheorem(mdp, theta, PolicyObjective.AverageReward);
        Assert.Equal(1, Sum(theorem.Visits), 1e-12);
        var reward = 0.0;
        for (var state = 0; state < mdp.States; state++)
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                reward += theorem.Visits[state] * theorem.Policy[pair] * mdp.ExpectedRewards[pair];
        Assert.Equal(theorem.ObjectiveValue, reward, 1e-12);
    }

    [Fact]
    public void Terminal_states_and_states_with_one_action_have_no_part_in_the_gradient()
    {
        var mdp = new FiniteMdpBuilder(4) { Gamma = 0.9, Start = [0.5, 0, 0.5, 0] }
            .Add(0, 2, new Transition(1, 2, 1)).Add(0, 5, new Transition(1, 1, 2))
            .Add(2, 0, new Transition(0.5, 1, 0), new(0.5, 3, 4)).Build();
        var theorem = new PolicyGradientTheorem(mdp, [0.3, -0.2, 1]);
        Assert.Equal(0, theorem.ByTheorem()[2]);
        AssertEqual(theorem.ByTheorem(), theorem.ByDifferentiation(), 1e-12);
        AssertEqual(theorem.ByTheorem(), theorem.ByScore(), 1e-12);
    }

    [Fact]
    public void Objectives_that_do_not_exist_are_refused()
    {
        var (endless, theta) = Draw(1, 0, seed: 1);
        Assert.Contains("go on forever", Refused(() => new PolicyGradientTheorem(endless, theta)), StringComparison.Ordinal);
        var (ending, _) = Draw(1, 0.1, seed: 1);
        Assert.Contains("never end", Refused(() => new PolicyGradientTheorem(ending, theta, PolicyObjective.AverageReward)), StringComparison.Ordinal);
        var nowhere = new FiniteMdpBuilder(1).Add(0, 0, new Transition(1, 0, 1, true)).Build();
        Assert.Contains("where the process starts", Refused(() => new PolicyGradientTheorem(nowhere, [0])), StringComparison.Ordinal);
        var apart = new FiniteMdpBuilder(2).Add(0, 0, new Transition(1, 0, 1)).Add(1, 0, new Transition(1, 1, 2)).Build();
        Assert.Contains("never leaves", Refused(() => new PolicyGradientTheorem(apart, [0, 0], PolicyObjective.AverageReward)), StringComparison.Ordinal);

        static string Refused(Func<object> make) => Assert.Throws<BadInputException>(make).Message;
    }

    internal static (FiniteMdp Mdp, double[] Theta) Draw(double gamma, double ending, ulong seed)
    {
        var rng = new Rng(seed);
        var mdp = RandomMdp.Create(states: 8, actions: 3, branching: 3, gamma, ending, ref rng);
        var theta = new double[mdp.Pairs];
        rng.FillNormal(theta);
        return (mdp, theta);
    }

    internal static void AssertEqual(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}

using Pathwise.DecisionProcesses;

namespace Pathwise.Tests.DecisionProcesses;

/// <summary>Without a discount: loops that cost nothing, ends that cost much, and processes that have no values.</summary>
public sealed class UndiscountedTests
{
    public static TheoryData<SolutionMethod> Methods => [.. Enum.GetValues<SolutionMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_loop_that_costs_nothing_keeps_no_value_that_nobody_can_earn(SolutionMethod method)
    {
        // 0: wait at 0, end at 0, or go on for +5 to 1, which ends at −10. Waiting first does not make the 5 worth more.
        var solution = OptimalValues.Solve(new FiniteMdpBuilder(2)
            .Add(0, 0, new Transition(1, 0, 0)).Add(0, 1, new Transition(1, 0, 0, true)).Add(0, 2, new Transition(1, 1, 5))
            .Add(1, 0, new Transition(1, 1, -10, true)).Build(), method);
        Assert.Equal(0, solution.Values[0], 1e-12);
        Assert.Equal(-10, solution.Values[1], 1e-12);
        Assert.Equal([0, 1], solution.OptimalActionsOf(0));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Waiting_for_ever_at_no_cost_is_better_than_a_costly_end(SolutionMethod method)
    {
        var solution = OptimalValues.Solve(new FiniteMdpBuilder(2)
            .Add(0, 0, new Transition(1, 0, 0)).Add(0, 1, new Transition(1, 0, -10, true))
            .Add(1, 0, new Transition(1, 0, 2)).Add(1, 1, new Transition(1, 1, 1, true)).Build(), method);
        Assert.Equal([0, 2], solution.Values.ToArray());
        Assert.Equal([0], solution.OptimalActionsOf(0));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Ends_that_come_by_chance_only_are_refused_by_name(SolutionMethod method)
    {
        // From "door" half of the ways end and half lead into "cellar", which nobody leaves and where each step costs 1.
        var mdp = new FiniteMdpBuilder(3) { StateNames = ["door", "cellar", "garden"] }
            .Add(0, 0, new Transition(0.5, 0, 0, true), new(0.5, 1, 0)).Add(1, 0, new Transition(1, 1, -1))
            .Add(2, 0, new Transition(1, 2, -1, true)).Build();
        var message = Assert.Throws<BadInputException>(() => OptimalValues.Solve(mdp, method)).Message;
        Assert.Contains("states 'door', 'cellar';", message, StringComparison.Ordinal);
        Assert.Equal(-1 / (1 - 0.5), OptimalValues.Solve(mdp.WithGamma(0.5), method).Values[1], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_long_corridor_costs_its_length(SolutionMethod method)
    {
        var builder = new FiniteMdpBuilder(300);
        for (var state = 0; state < 299; state++)
            builder.Add(state, 0, new Transition(1, Math.Max(state - 1, 0), -1)).Add(state, 1, new Transition(1, state + 1, -1));
        var solution = OptimalValues.Solve(builder.Build(), method);
        for (var state = 0; state < 300; state++) Assert.Equal(state - 299, solution.Values[state], 1e-10);
    }

    [Fact]
    public void A_builder_builds_once()
    {
        var builder = new FiniteMdpBuilder(1);
        builder.Build();
        Assert.Throws<InvalidOperationException>(builder.Build);
    }
}

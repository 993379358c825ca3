using Pathwise.Bandits;

namespace Pathwise.Figures.Published;

/// <summary>One line of a figure on the 10-armed testbed.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Reference">Its name among the reference numbers.</param>
/// <param name="Strategy">What chooses, as text.</param>
/// <param name="Problem">What the arms give, as text.</param>
internal sealed record TestbedLine(string Name, string Reference, string Strategy, string Problem = "gaussian")
{
    /// <summary>Whether the book draws it; otherwise it is only compared.</summary>
    public bool IsDrawn { get; init; } = true;

    /// <summary>Runs it.</summary>
    public TestbedResult Run(TestbedOptions options, TestbedTeam team) => Testbed.Run(
        BanditCatalog.Standard.Parse(Strategy), BanditProblemCatalog.Standard.Parse(Problem), options, team.Seeds,
        team.Workers, team.NextPart(options.Runs), team.Cancellation);
}

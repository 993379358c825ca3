namespace Pathwise.Bandits;

/// <summary>A problem as the catalog lists it.</summary>
/// <param name="Id">What a user types: <c>"gaussian"</c>.</param>
/// <param name="Summary">What it is, in one sentence.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Rewards">The rewards that it gives.</param>
/// <param name="Parameters">What it is set up with, in the order of their positions in its text.</param>
/// <param name="Create">Makes the problem from a value for each parameter.</param>
public sealed record BanditProblemEntry(
    string Id,
    string Summary,
    string Source,
    RewardRange Rewards,
    IReadOnlyList<BanditParameter> Parameters,
    Func<IReadOnlyList<double>, IBanditProblem> Create)
{
    /// <summary>What the values given by position mean, where there may be any number of them, one for each arm; null
    /// where there may not. Then <see cref="Parameters"/> are given by name, and come first in the list of
    /// arguments.</summary>
    public BanditParameter? Values { get; init; }

    internal static readonly BanditParameter ArmsParameter =
        new("arms", "k", 10, 1, 100_000, "the number of arms") { IsWhole = true };

    internal static readonly BanditParameter NoiseParameter =
        new("noise", "σ", 1, 0, 1e6, "the rewards' standard deviation");

    /// <summary>The text from which the catalog makes the same problem.</summary>
    /// <param name="arguments">A value for each parameter.</param>
    public string Format(IReadOnlyList<double> arguments) =>
        BanditArguments.Format(Id, Parameters, arguments, Values);
}

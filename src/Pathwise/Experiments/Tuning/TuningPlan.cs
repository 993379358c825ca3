using System.Collections.ObjectModel;
using Pathwise.Environments;

namespace Pathwise.Experiments.Tuning;

/// <summary>Everything that decides a search for settings.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Steps">R, the environment steps of a whole run, ≥ 1; schedules run over these in every trial.</param>
/// <param name="Vary">The options to vary, as <see cref="TuningSpace.Parse"/> reads them.</param>
public sealed record TuningPlan(string Algorithm, string Environment, long Steps, IReadOnlyList<string> Vary)
{
    /// <summary>The options record of what is not varied; null: the algorithm's defaults.</summary>
    public object? Options { get; init; }

    /// <summary>Arguments of the environment by name; those that are not named keep their values.</summary>
    public IReadOnlyDictionary<string, ArgumentValue> EnvironmentArguments { get; init; } =
        ReadOnlyDictionary<string, ArgumentValue>.Empty;

    /// <summary>How many trials, and how they are chosen among.</summary>
    public TuningOptions Search { get; init; } = new();

    /// <summary>The seed of every random stream: of the settings that are tried, and of the runs' seeds.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many runs learn at once, ≥ 1; it changes no result.</summary>
    public int Parallel { get; init; } = 1;
}

using System.Collections.ObjectModel;
using Pathwise.Environments;

namespace Pathwise.Experiments.Runs;

/// <summary>Everything that decides a run.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Training">How long it learns.</param>
public sealed record RunPlan(string Algorithm, string Environment, TrainingPlan Training)
{
    /// <summary>The seed that every random stream of the run comes from, split as <see cref="RunSeeds"/>
    /// says.</summary>
    /// <value>Default 0.</value>
    public ulong Seed { get; init; }

    /// <summary>The algorithm's options record; null: its defaults.</summary>
    public object? Options { get; init; }

    /// <summary>Arguments of the environment by name; those that are not named keep their values.</summary>
    public IReadOnlyDictionary<string, ArgumentValue> EnvironmentArguments { get; init; } =
        ReadOnlyDictionary<string, ArgumentValue>.Empty;

    /// <summary>The preset that the options began with, or null; it is noted, nothing more.</summary>
    public string? Preset { get; init; }

    /// <summary>Threads to learn with, ≥ 1; they change no bit of the result.</summary>
    /// <value>Default 1.</value>
    public int Threads { get; init; } = 1;
}

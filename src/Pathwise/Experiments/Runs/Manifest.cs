using System.Collections.ObjectModel;
using System.Reflection;
using System.Text.Json.Nodes;
using Pathwise.Environments;

namespace Pathwise.Experiments.Runs;

/// <summary>What a run is, and how it ended: the file <c>manifest.json</c>.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Seed">The seed of every random stream.</param>
/// <param name="Training">How long it learns.</param>
/// <param name="Settings">Every option, by name.</param>
public sealed record Manifest(
    string Algorithm,
    string Environment,
    ulong Seed,
    TrainingPlan Training,
    JsonObject Settings)
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int Format = 1;

    /// <summary>Arguments of the environment that were set, by name.</summary>
    public IReadOnlyDictionary<string, ArgumentValue> EnvironmentArguments { get; init; } =
        ReadOnlyDictionary<string, ArgumentValue>.Empty;

    /// <summary>The preset that the options began with, or null.</summary>
    public string? Preset { get; init; }

    /// <summary>Threads that it learned with.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The version of this library that made it.</summary>
    public string Version { get; init; } = CurrentVersion;

    /// <summary>The machine that it was begun on.</summary>
    public Machine Machine { get; init; } = Machine.Current;

    /// <summary>When it was begun.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>How far it has come.</summary>
    public RunStatus Status { get; init; } = RunStatus.Running;

    /// <summary>How its training ended, or null while it has not.</summary>
    public TrainingResult? Result { get; init; }

    /// <summary>What was thrown, if it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The version of this library.</summary>
    public static string CurrentVersion { get; } =
        typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "0";
}

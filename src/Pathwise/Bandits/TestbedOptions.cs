using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Bandits;

/// <summary>How many bandits a testbed runs, and for how long.</summary>
public sealed record TestbedOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<TestbedOptions>();

    /// <summary>Independent bandits, each with a problem of its own.</summary>
    /// <value>Default 2000, as in the book's figures.</value>
    [Setting("independent bandits", Source = "Sutton & Barto (2018), §2.3")]
    [Range(1, 100_000_000)]
    public int Runs { get; init; } = 2000;

    /// <summary>Steps of each bandit.</summary>
    /// <value>Default 1000, as in the book's figures.</value>
    [Setting("steps of each bandit", Source = "Sutton & Barto (2018), §2.3")]
    [Range(1, 1_000_000)]
    public int Steps { get; init; } = 1000;

    /// <summary>The last steps, which are summed up by themselves; all, if there are not more.</summary>
    /// <value>Default 100.</value>
    [Setting("the last steps, which are summed up by themselves")]
    [Range(1, 1_000_000)]
    public int LastSteps { get; init; } = 100;
}

using System.CommandLine;

namespace Pathwise.Cli.Commands;

/// <summary>Options that every command has.</summary>
internal static class CommonOptions
{
    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write exactly one JSON value to standard output; progress stays on standard error",
        Recursive = true,
    };

    /// <summary><c>--trace</c>, or PATHWISE_TRACE=1.</summary>
    public static Option<bool> Trace { get; } = new("--trace")
    {
        Description = "If something breaks, show where (also: PATHWISE_TRACE=1)",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PATHWISE_TRACE") == "1",
    };
}

using System.CommandLine;
using Pathwise.Cli.Commands;

namespace Pathwise.Cli;

/// <summary>What every command works with.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Catalogue">What it can name.</param>
/// <param name="Time">The clock.</param>
/// <param name="Cancellation">Asks it to stop.</param>
internal sealed record CommandContext(
    Terminal Terminal, Catalogue Catalogue, TimeProvider Time, CancellationToken Cancellation)
{
    /// <summary>Whether the result is to be one JSON value.</summary>
    public bool IsJson { get; init; }

    /// <summary>The context of one invocation.</summary>
    public CommandContext For(ParseResult parsed) => this with { IsJson = parsed.GetValue(CommonOptions.Json) };
}

using System.Text.Json;

namespace Pathwise.Cli.Tests;

/// <summary>What a command line wrote, and how it ended.</summary>
internal sealed record Session(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON value that it must be.</summary>
    public JsonElement Json()
    {
        Assert.Equal(1, Output.AsSpan().Count('\n'));
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>Runs a command line in this process.</summary>
    public static Session Run(params string[] args) => Run(Catalogue.Standard, CancellationToken.None, args);

    /// <summary>Runs a command line in this process.</summary>
    public static Session Run(Catalogue catalogue, CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = new CommandLine(new Terminal(output, error, false, false), catalogue, cancellation).Run(args);
        return new(code, output.ToString(), error.ToString());
    }
}

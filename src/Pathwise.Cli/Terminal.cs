using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pathwise.Cli;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    private static readonly JsonSerializerOptions OneLine =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<IAnsiConsole> _output, _error;

    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="outputIsTerminal">Whether someone watches standard output.</param>
    /// <param name="errorIsTerminal">Whether someone watches standard error.</param>
    public Terminal(TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal)
    {
        (Output, Error, OutputIsTerminal, ErrorIsTerminal) = (output, error, outputIsTerminal, errorIsTerminal);
        _output = new(() => ConsoleOn(output, outputIsTerminal));
        _error = new(() => ConsoleOn(error, errorIsTerminal));
    }

    /// <summary>Standard output, as plain text.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error, as plain text.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether someone watches standard output.</summary>
    public bool OutputIsTerminal { get; }

    /// <summary>Whether someone watches standard error.</summary>
    public bool ErrorIsTerminal { get; }

    /// <summary>Standard output, for coloured text.</summary>
    public IAnsiConsole OutputConsole => _output.Value;

    /// <summary>Standard error, for live displays.</summary>
    public IAnsiConsole ErrorConsole => _error.Value;

    /// <summary>The terminal of this process.</summary>
#pragma warning disable RS0030 // The one place that knows the console.
    public static Terminal OfProcess()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = encoding;
        return new(
            new StreamWriter(Console.OpenStandardOutput(), encoding) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), encoding) { AutoFlush = true },
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected);
    }
#pragma warning restore RS0030

    /// <summary>Writes one JSON value on one line of standard output.</summary>
    public void WriteJson(JsonNode json) => Output.WriteLine(json.ToJsonString(OneLine));

    /// <summary>Writes a table to standard output; in a file, without spaces at the ends of lines.</summary>
    public void Write(IRenderable table)
    {
        if (OutputIsTerminal)
        {
            OutputConsole.Write(table);
            return;
        }

        using var text = new StringWriter();
        ConsoleOn(text, isTerminal: false).Write(table);
        var lines = text.ToString().Split('\n');
        foreach (var line in lines.AsSpan(0, lines[^1].Length == 0 ? lines.Length - 1 : lines.Length))
            Output.WriteLine(line.TrimEnd());
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Capabilities.Unicode = true;
        if (!isTerminal) console.Profile.Width = 160;      // a file has no edge to break lines at
        return console;
    }
}

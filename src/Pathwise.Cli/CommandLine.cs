using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json.Nodes;
using Pathwise.Cli.Commands;
using Pathwise.Cli.Data;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli;

/// <summary>The commands of <c>pathwise</c>, and what becomes of their errors.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="catalogue">What commands can name.</param>
/// <param name="cancellation">Asks whatever runs to stop.</param>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class CommandLine(
    Terminal terminal, Catalogue catalogue, CancellationToken cancellation, TimeProvider? time = null)
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public int Run(string[] args)
    {
        var context = new CommandContext(terminal, catalogue, time ?? TimeProvider.System, cancellation);
        var parsed = Root(context).Parse(args);
        context = context with { IsJson = parsed.GetValue(CommonOptions.Json) };
        try
        {
            if (args.Contains(""))
                throw new BadInputException("An argument is empty; give it a value or leave it out.");
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
                throw ParseErrors.Explain(parsed);
            return parsed.Invoke(new()
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Output,
                Error = terminal.Error,
                ProcessTerminationTimeout = null,
            });
        }
        catch (BadInputException e)
        {
            return Fail(context, e.Message, ExitCode.BadInput);
        }
        catch (DownloadException e)
        {
            return Fail(context, e.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Fail(context, "Interrupted.", ExitCode.Interrupted);
        }
#pragma warning disable CA1031 // The last resort: whatever breaks is told in one sentence.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!parsed.GetValue(CommonOptions.Trace))
                return Fail(context, $"Something broke: {Sentence(e.Message)} "
                    + "Run again with --trace to see where.", ExitCode.Failed);
            terminal.Error.WriteLine(e);
            return Fail(context, $"Something broke: {Sentence(e.Message)}", ExitCode.Failed);
        }
    }

    private static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand(
            "Reinforcement learning from the command line: train agents, watch them, "
            + "and reproduce published figures.\n\n"
            + "  pathwise train reinforce-baseline CartPole-v1     learn to balance a pole, in seconds\n"
            + "  pathwise list algorithms                          what there is to learn with\n"
            + "  pathwise reproduce figure-13.1                    a figure of the book, computed anew")
        {
            TrainCommand.Create(context),
            TuneCommand.Create(context),
            EvaluateCommand.Create(context),
            ResumeCommand.Create(context),
            PlayCommand.Create(context),
            ExportCommand.Create(context),
            ListCommand.Create(context),
            DescribeCommand.Create(context),
            ReproduceCommand.Create(context),
            BanditCommand.Create(context),
            MdpCommand.Create(context),
            VaeCommand.Create(context),
            NasCommand.Create(context),
            DataCommand.Create(context),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Trace);
        root.HelpName = "pathwise";
        root.Options.OfType<VersionOption>().Single().Action = new WriteVersion(context.Terminal);
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
        return root;
    }

    private static int Fail(CommandContext context, string message, int exitCode)
    {
        if (context.IsJson) context.Terminal.WriteJson(new JsonObject { ["error"] = message });
        context.Terminal.Error.WriteLine($"error: {message}");
        return exitCode;
    }

    private static string Sentence(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ') + ".";

    /// <summary>Writes the version, without the commit that a build adds to it.</summary>
    private sealed class WriteVersion(Terminal terminal) : System.CommandLine.Invocation.SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            terminal.Output.WriteLine(Manifest.CurrentVersion);
            return ExitCode.Done;
        }
    }
}

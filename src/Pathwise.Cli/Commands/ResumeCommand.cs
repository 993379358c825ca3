using System.CommandLine;
using Pathwise.Cli.Runs;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise resume</c>: goes on with what was interrupted, or killed.</summary>
internal static class ResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run, or of several seeds" };
        var command = new Command("resume", "Go on with a run that was interrupted; it ends as if it had not been.")
        {
            run,
        };
        command.SetAction(parsed =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(run));
            return TrainedRuns.Finish(context.For(parsed), folder, RunPlace.Open(folder, context.Catalogue));
        });
        return command;
    }
}

using System.CommandLine;
using Pathwise.Cli.Vae;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae resume</c>: goes on with what was interrupted, or killed.</summary>
internal static class VaeResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run of 'pathwise vae train'" };
        var command = new Command("resume", "Go on with a run that was interrupted; it ends as if it had not been.")
        {
            run,
        };
        command.SetAction(parsed => VaeRuns.Finish(
            context.For(parsed), VaeRuns.Open(context, parsed.GetRequiredValue(run))));
        return command;
    }
}

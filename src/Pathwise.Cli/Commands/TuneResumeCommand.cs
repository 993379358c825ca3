using System.CommandLine;
using Pathwise.Cli.Tuning;
using Pathwise.Experiments.Tuning;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise tune resume</c>: goes on with a search for settings that was interrupted, or killed.</summary>
internal static class TuneResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var study = new Argument<string>("study") { Description = "The folder of a search of 'pathwise tune'" };
        var parallel = NumberOption.Whole(
            "--parallel", "Runs that learn at once; changes no result [default: as it was begun]", 1, 1024);
        var command = new Command(
            "resume", "Go on with a search that was interrupted; it ends as if it had not been, and nothing is lost.")
        {
            study, parallel,
        };
        command.SetAction(parsed => TuningRuns.Finish(
            context.For(parsed),
            TuningStudy.Open(
                parsed.GetRequiredValue(study), context.Catalogue.Algorithms, context.Catalogue.Environments,
                context.Time),
            (int?)parsed.GetValue(parallel)));
        return command;
    }
}

using System.CommandLine;
using Pathwise.Cli.Nas;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas resume</c>: goes on with a search that was interrupted, or killed.</summary>
internal static class NasResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run of 'pathwise nas search'" };
        var workers = NumberOption.Whole(
            "--workers", "Children to evaluate at once; changes no result [default: as it was begun]", 1, 1024);
        var command = new Command(
            "resume", "Go on with a search that was interrupted; it ends as if it had not been, and nothing is lost.")
        {
            run, workers,
        };
        command.SetAction(parsed => SearchRuns.Finish(
            context.For(parsed),
            SearchRun.Open(parsed.GetRequiredValue(run), context.Catalogue.Search, context.Time),
            (int?)parsed.GetValue(workers)));
        return command;
    }
}

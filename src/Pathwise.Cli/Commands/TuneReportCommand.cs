using System.CommandLine;
using Pathwise.Cli.Tuning;
using Pathwise.Experiments.Tuning;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise tune report</c>: tells again what a search for settings has brought so far.</summary>
internal static class TuneReportCommand
{
    private const int Standard = 10;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var study = new Argument<string>("study") { Description = "The folder of a search of 'pathwise tune'" };
        var top = NumberOption.Count("--top", "Trials to tell of", Standard, 1, 1_000_000);
        var command = new Command("report", "Tell what a search has brought so far, and draw it; nothing is learned.")
        {
            study, top,
        };
        command.SetAction(parsed => Report(context.For(parsed), parsed.GetRequiredValue(study), parsed.GetValue(top)));
        return command;
    }

    private static int Report(CommandContext context, string folder, int top)
    {
        var study = TuningStudy.Open(
            folder, context.Catalogue.Algorithms, context.Catalogue.Environments, context.Time);
        new TuningReport(context, study, study.ReadResult()).Write(top);
        return ExitCode.Done;
    }
}

using System.CommandLine;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise nas</c>: architecture search.</summary>
internal static class NasCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) =>
        new("nas", "Architecture search: let a strategy design networks, and compare strategies.")
        {
            NasSearchCommand.Create(context),
            NasTrainCommand.Create(context),
            NasResumeCommand.Create(context),
            NasReportCommand.Create(context),
            NasCompareCommand.Create(context),
            NasDescribeCommand.Create(context),
            NasShowCommand.Create(context),
            NasCostCommand.Create(context),
            NasExportCommand.Create(context),
        };
}

using System.CommandLine;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise mdp</c>: what can be done with finite decision processes.</summary>
internal static class MdpCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) =>
        new("mdp", "Finite decision processes: solve them exactly, or learn them beside the exact optimum.")
        {
            MdpSolveCommand.Create(context),
            MdpLearnCommand.Create(context),
        };
}

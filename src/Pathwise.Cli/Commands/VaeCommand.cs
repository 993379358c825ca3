using System.CommandLine;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae</c>: what can be done with autoencoders.</summary>
internal static class VaeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) =>
        new("vae", "Autoencoders, variational and others: train them on images, and draw what they have learned.")
        {
            VaeTrainCommand.Create(context),
            VaeResumeCommand.Create(context),
            VaeEvaluateCommand.Create(context),
            VaeSampleCommand.Create(context),
            VaeReconstructCommand.Create(context),
            VaeManifoldCommand.Create(context),
            VaeInterpolateCommand.Create(context),
            VaeTraverseCommand.Create(context),
            VaeDenoiseCommand.Create(context),
            VaeScoreCommand.Create(context),
            VaeEmbedCommand.Create(context),
            VaeExportCommand.Create(context),
        };
}

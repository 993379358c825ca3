using System.CommandLine;
using Pathwise.Autoencoders;
using Pathwise.Cli.Vae;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae manifold</c>: draws the plane of two latents.</summary>
internal static class VaeManifoldCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (run, file) = (VaePicture.Run(), VaePicture.Out("manifold"));
        var side = NumberOption.Whole("--side", "Images along a side of the picture [default: 20]", 1, 100);
        var command = new Command(
            "manifold", "Draw the plane of two latents, each field equally likely: Figure 4 of Kingma & Welling.")
        {
            run, side, file,
        };
        command.SetAction(parsed => VaePicture.Draw(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(file), "manifold", (opened, model) =>
            {
                VaePicture.Needed<VariationalAutoencoder>(
                    model, opened, "A manifold is drawn of latents with a Gaussian prior");
                if (model.Latents != 2) throw new BadInputException(
                    $"A manifold is drawn of two latents, but the run has {model.Latents}; train with --latent 2, "
                    + "or see 'pathwise vae traverse'.");
                var columns = (int)(parsed.GetValue(side) ?? 20);
                return (model.Decode(LatentPaths.Manifold(columns)), columns);
            },
            gap: 0));
        return command;
    }
}

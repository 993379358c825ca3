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
        var side = NumberOption.Count("--side", "Images along a side of the picture", 20, 1, 100);
        return VaePicture.Command(
            context, "manifold",
            "Draw the plane of two latents, each field equally likely: Figure 4 of Kingma & Welling.", "manifold",
            [side], (parsed, run, model) =>
            {
                VaePicture.Needed<VariationalAutoencoder>(
                    model, run, "A manifold is drawn of latents with a Gaussian prior");
                if (model.Latents != 2) throw new BadInputException(
                    $"A manifold is drawn of two latents, but the run has {model.Latents}; train with --latent 2, "
                    + "or see 'pathwise vae traverse'.");
                var columns = parsed.GetRequiredValue(side);
                return (model.Decode(LatentPaths.Manifold(columns)), columns);
            },
            gap: 0);
    }
}

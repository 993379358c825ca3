using System.CommandLine;
using Pathwise.Autoencoders;
using Pathwise.Cli.Vae;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae traverse</c>: draws what each latent does.</summary>
internal static class VaeTraverseCommand
{
    private const float Range = 3;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var image = NumberOption.Count("--image", "Which test image to begin with, from 0", 0, 0, 100_000);
        var steps = NumberOption.Count("--steps", "Images of a row", 11, 2, 100);
        return VaePicture.Command(
            context, "traverse", "Draw a test image while one latent moves from −3 to 3; a row for each latent.",
            "traversals", [image, steps], (parsed, run, model) =>
            {
                var columns = parsed.GetRequiredValue(steps);
                var images = VaePicture.TestImages(run, 1 + parsed.GetRequiredValue(image));
                VaePicture.Needed<VariationalAutoencoder>(model, run, "Latents are moved across a Gaussian prior");
                var code = model.Codes(images.AsSpan(^model.Size..));
                return (model.Decode([.. Enumerable.Range(0, model.Latents).SelectMany(
                    latent => LatentPaths.Traversal(code, latent, Range, columns))]), columns);
            });
    }
}

using System.CommandLine;
using Pathwise.Autoencoders;
using Pathwise.Cli.Vae;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae reconstruct</c>: draws test images above what the model makes of them.</summary>
internal static class VaeReconstructCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var count = NumberOption.Count("--images", "Images beside each other", 10, 1, 100);
        return VaePicture.Command(
            context, "reconstruct", "Draw test images, and below each what the model makes of it.", "reconstructions",
            [count], (parsed, run, model) =>
            {
                var images = VaePicture.TestImages(run, parsed.GetRequiredValue(count));
                return ([.. images, .. model.Reconstruct(images)], images.Length / model.Size);
            });
    }
}

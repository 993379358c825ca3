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
        var (run, file) = (VaePicture.Run(), VaePicture.Out("reconstructions"));
        var count = NumberOption.Whole("--images", "Images beside each other [default: 10]", 1, 100);
        var command = new Command("reconstruct", "Draw test images, and below each what the model makes of it.")
        {
            run, count, file,
        };
        command.SetAction(parsed => VaePicture.Draw(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(file), "reconstructions",
            (opened, model) =>
            {
                var images = VaePicture.TestImages(opened, (int)(parsed.GetValue(count) ?? 10));
                return ([.. images, .. model.Reconstruct(images)], images.Length / model.Size);
            }));
        return command;
    }
}

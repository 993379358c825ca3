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
        var (run, file) = (VaePicture.Run(), VaePicture.Out("traversals"));
        var image = NumberOption.Whole("--image", "Which test image to begin with, from 0 [default: 0]", 0, 100_000);
        var steps = NumberOption.Whole("--steps", "Images of a row [default: 11]", 2, 100);
        var command = new Command(
            "traverse", "Draw a test image while one latent moves from −3 to 3; a row for each latent.")
        {
            run, image, steps, file,
        };
        command.SetAction(parsed => VaePicture.Draw(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(file), "traversals",
            (opened, model) =>
            {
                var columns = (int)(parsed.GetValue(steps) ?? 11);
                var images = VaePicture.TestImages(opened, 1 + (int)(parsed.GetValue(image) ?? 0));
                VaePicture.Needed<VariationalAutoencoder>(
                    model, opened, "Latents are moved across a Gaussian prior");
                var code = model.Codes(images.AsSpan(^model.Size..));
                return (model.Decode([.. Enumerable.Range(0, model.Latents).SelectMany(
                    latent => LatentPaths.Traversal(code, latent, Range, columns))]), columns);
            }));
        return command;
    }
}

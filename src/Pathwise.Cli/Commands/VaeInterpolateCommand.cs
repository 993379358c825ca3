using System.CommandLine;
using Pathwise.Autoencoders;
using Pathwise.Cli.Vae;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae interpolate</c>: draws the way from one test image to another.</summary>
internal static class VaeInterpolateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (run, file) = (VaePicture.Run(), VaePicture.Out("interpolations"));
        var rows = NumberOption.Whole("--rows", "Pairs of test images, one below the other [default: 8]", 1, 100);
        var steps = NumberOption.Whole("--steps", "Images from one to the other [default: 11]", 2, 100);
        var command = new Command(
            "interpolate", "Draw the straight line between the codes of two test images, for several pairs.")
        {
            run, rows, steps, file,
        };
        command.SetAction(parsed => VaePicture.Draw(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(file), "interpolations",
            (opened, model) =>
            {
                var columns = (int)(parsed.GetValue(steps) ?? 11);
                var images = VaePicture.TestImages(opened, 2 * (int)(parsed.GetValue(rows) ?? 8));
                var pairs = model.Codes(images).Chunk(2 * model.Latents);
                return (model.Decode([.. pairs.SelectMany(pair => LatentPaths.Line(
                    pair.AsSpan(0, model.Latents), pair.AsSpan(model.Latents), columns))]), columns);
            }));
        return command;
    }
}

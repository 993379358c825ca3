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
        var rows = NumberOption.Count("--rows", "Pairs of test images, one below the other", 8, 1, 100);
        var steps = NumberOption.Count("--steps", "Images from one to the other", 11, 2, 100);
        var spherical = new Option<bool>("--spherical")
        {
            Description = "Below each straight line draw the great circle, whose codes are as long as the images' own",
        };
        return VaePicture.Command(
            context, "interpolate", "Draw the straight line between the codes of two test images, for several pairs.",
            "interpolations", [rows, steps, spherical], (parsed, run, model) =>
            {
                var columns = parsed.GetRequiredValue(steps);
                var images = VaePicture.TestImages(run, 2 * parsed.GetRequiredValue(rows));
                float[] Paths(ReadOnlySpan<float> from, ReadOnlySpan<float> to) => parsed.GetValue(spherical)
                    ? [.. LatentPaths.Line(from, to, columns), .. LatentPaths.Arc(from, to, columns)]
                    : LatentPaths.Line(from, to, columns);
                var pairs = model.Codes(images).Chunk(2 * model.Latents);
                return (model.Decode([.. pairs.SelectMany(
                    pair => Paths(pair.AsSpan(0, model.Latents), pair.AsSpan(model.Latents)))]), columns);
            });
    }
}

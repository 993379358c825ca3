using System.CommandLine;
using Pathwise.Autoencoders;
using Pathwise.Cli.Vae;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae traverse</c>: draws what each latent does.</summary>
internal static class VaeTraverseCommand
{
    /// <summary>Deviations of a Gaussian prior that a latent moves through, to both sides.</summary>
    private const float Deviations = 3;

    /// <summary>Test images whose codes say where latents without such a prior lie.</summary>
    private const int Looked = 1000;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var image = NumberOption.Count("--image", "Which test image to begin with, from 0", 0, 0, 100_000);
        var steps = NumberOption.Count("--steps", "Images of a row", 11, 2, 100);
        return VaePicture.Command(
            context, "traverse",
            "Draw a test image while one latent moves: from −3 to 3, or, without a Gaussian prior, "
                + "from its least to its greatest code among test images; a row for each latent.",
            "traversals", [image, steps], (parsed, run, model) =>
            {
                var columns = parsed.GetRequiredValue(steps);
                var images = VaePicture.TestImages(run, 1 + parsed.GetRequiredValue(image));
                var (code, ranges) = (model.Codes(images.AsSpan(^model.Size..)), Ranges(run, model));
                return (model.Decode([.. ranges.SelectMany((range, latent) => LatentPaths.Traversal(
                    code, latent, range.Least, range.Greatest, columns))]), columns);
            });
    }

    /// <summary>From where to where each latent moves.</summary>
    private static (float Least, float Greatest)[] Ranges(AutoencoderRun run, IAutoencoder model)
    {
        if (model is VariationalAutoencoder)
            return [.. Enumerable.Repeat((-Deviations, Deviations), model.Latents)];
        var codes = model.Codes(run.Data.Test.First(Looked, run.Seeds));
        return
        [
            .. Enumerable.Range(0, model.Latents)
                .Select(latent => codes.Where((_, i) => i % model.Latents == latent).ToArray())
                .Select(values => (values.Min(), values.Max())),
        ];
    }
}

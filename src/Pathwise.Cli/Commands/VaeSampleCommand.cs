using System.CommandLine;
using Pathwise.Autoencoders;
using Pathwise.Cli.Vae;
using Pathwise.Randomness;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae sample</c>: draws images of codes from the prior.</summary>
internal static class VaeSampleCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var side = NumberOption.Count("--side", "Images along a side of the picture", 10, 1, 100);
        var seed = NumberOption.Seed("The seed of the codes [default: 1]");
        return VaePicture.Command(
            context, "sample", "Draw what the decoder says of codes from the prior.", "samples", [side, seed],
            (parsed, run, model) =>
            {
                var (columns, rng) = (parsed.GetRequiredValue(side), new Rng(parsed.GetValue(seed) ?? 1));
                var latent = VaePicture.Needed<ILatentVariableModel>(
                    model, run, "Samples are drawn of codes from a prior");
                return (latent.Sample(columns * columns, ref rng), columns);
            });
    }
}

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
        var (run, file) = (VaePicture.Run(), VaePicture.Out("samples"));
        var side = NumberOption.Whole("--side", "Images along a side of the picture [default: 10]", 1, 100);
        var seed = NumberOption.Seed("The seed of the codes [default: 1]");
        var command = new Command("sample", "Draw what the decoder says of codes from the prior.")
        {
            run, side, seed, file,
        };
        command.SetAction(parsed => VaePicture.Draw(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(file), "samples", (opened, model) =>
            {
                var (columns, rng) = ((int)(parsed.GetValue(side) ?? 10), new Rng(parsed.GetValue(seed) ?? 1));
                var latent = VaePicture.Needed<ILatentVariableModel>(
                    model, opened, "Samples are drawn of codes from a prior");
                return (latent.Sample(columns * columns, ref rng), columns);
            }));
        return command;
    }
}

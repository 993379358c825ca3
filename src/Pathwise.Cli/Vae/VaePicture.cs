using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Cli.Display;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;

namespace Pathwise.Cli.Vae;

/// <summary>What the commands that draw what a run has learned have in common.</summary>
internal static class VaePicture
{
    /// <summary>The run.</summary>
    public static Argument<string> Run() =>
        new("run") { Description = "The folder of a run of 'pathwise vae train'" };

    /// <summary>The picture's file.</summary>
    public static Option<string?> Out(string name) => new("--out")
    {
        Description = $"The picture's file, .png or .svg [default: {name}.png in the run's folder]", HelpName = "file",
    };

    /// <summary>Draws images of a run, and says where.</summary>
    /// <param name="context">Where to say it.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="file">The picture's file, or null.</param>
    /// <param name="name">Its name if no file is given.</param>
    /// <param name="images">Makes images of the run's model: rows, and how many fill a row of the picture.</param>
    /// <param name="gap">Pixels between images.</param>
    public static int Draw(
        CommandContext context, string folder, string? file, string name,
        Func<AutoencoderRun, IAutoencoder, (float[] Images, int Columns)> images, int gap = 1)
    {
        var run = VaeRuns.Open(context, folder);
        var path = Path.GetFullPath(file ?? Path.Combine(run.Folder, name + ".png"));
        if (Path.GetExtension(path).ToUpperInvariant() is not (".PNG" or ".SVG"))
            throw new BadInputException($"A picture is saved as .png or .svg, not as '{file}'.");
        var (drawn, columns) = images(run, run.LoadModel());
        ImageGrid.Draw(drawn, run.Data.Train.Shape, columns, gap).Save(path);

        if (context.IsJson)
            context.Terminal.WriteJson(new JsonObject
            {
                ["run"] = run.Folder, ["images"] = drawn.Length / run.Data.Train.Size, ["picture"] = path,
            });
        else context.Terminal.Output.WriteLine(Wording.Path(path));
        return ExitCode.Done;
    }

    /// <summary>The model, if it is of the sort that a command needs.</summary>
    /// <param name="model">Any model.</param>
    /// <param name="run">Its run.</param>
    /// <param name="need">What it must have, for the sentence.</param>
    /// <exception cref="BadInputException">It is of another sort.</exception>
    public static TModel Needed<TModel>(IAutoencoder model, AutoencoderRun run, string need)
        where TModel : IAutoencoder =>
        model is TModel fits ? fits : throw new BadInputException(
            $"{need}, but the run in '{run.Folder}' is of the model '{run.Kind.Id}'; "
            + "train another one with 'pathwise vae train --model vae'.");

    /// <summary>The first test images.</summary>
    public static float[] TestImages(AutoencoderRun run, int count) =>
        run.Data.Test.Count >= count
            ? run.Data.Test.First(count, run.Seeds)
            : throw new BadInputException(
                $"There are {run.Data.Test.Count} images for the test, fewer than the {count} that are asked for.");
}

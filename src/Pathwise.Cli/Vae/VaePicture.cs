using System.CommandLine;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Cli.Display;
using Pathwise.Datasets;
using Pathwise.Experiments.Runs;
using Pathwise.Figures;

namespace Pathwise.Cli.Vae;

/// <summary>What the commands that draw what a run has learned have in common.</summary>
internal static class VaePicture
{
    /// <summary>The run.</summary>
    public static Argument<string> Run() =>
        new("run") { Description = "The folder of a run of 'pathwise vae train'" };

    /// <summary>A command that draws images of a run, and says where.</summary>
    /// <param name="context">Where to say it.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="description">For help.</param>
    /// <param name="file">The picture's name, if no file is given.</param>
    /// <param name="options">The command's own options.</param>
    /// <param name="draw">Makes images of the run's model: rows, and how many fill a row of the picture.</param>
    /// <param name="gap">Pixels between images.</param>
    public static Command Command(
        CommandContext context, string name, string description, string file, IReadOnlyList<Option> options,
        Func<ParseResult, AutoencoderRun, IAutoencoder, (float[] Images, int Columns)> draw, int gap = 1)
    {
        var (run, output) = (Run(), Out(file));
        var command = new Command(name, description) { run };
        foreach (var option in (Option[])[.. options, output]) command.Add(option);
        command.SetAction(parsed =>
        {
            var called = context.For(parsed);
            var opened = VaeRuns.Open(context, parsed.GetRequiredValue(run));
            var path = PathOf(parsed.GetValue(output), opened, file);
            var (images, columns) = draw(parsed, opened, opened.LoadModel());
            ImageGrid.Draw(images, opened.Data.Train.Shape, columns, gap).Save(path);
            if (called.IsJson)
                called.Terminal.WriteJson(new JsonObject
                {
                    ["run"] = opened.Folder, ["images"] = images.Length / opened.Data.Train.Size, ["picture"] = path,
                });
            else called.Terminal.Output.WriteLine(Wording.Path(path));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The picture's file.</summary>
    public static Option<string?> Out(string name) => new("--out")
    {
        Description = $"The picture's file, .png or .svg [default: {name}.png in the run's folder]", HelpName = "file",
    };

    /// <summary>Where a picture is to lie.</summary>
    /// <param name="file">What was asked for, or null.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">The picture's name, if nothing was asked for.</param>
    /// <exception cref="BadInputException">It is of no kind that pictures have.</exception>
    public static string PathOf(string? file, AutoencoderRun run, string name)
    {
        var path = Path.GetFullPath(file ?? Path.Combine(run.Folder, name + ".png"));
        return Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".SVG"
            ? path
            : throw new BadInputException($"A picture is saved as .png or .svg, not as '{file}'.");
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

    /// <summary>The images to work on.</summary>
    public static Option<string?> Data(string purpose) => new("--data")
    {
        Description = $"The images {purpose}: a set's name or a path, as for 'vae train'; of a set with a part for the "
            + "test that one is taken, of others all [default: the run's test images]",
        HelpName = "set",
    };

    /// <summary>A table's column of labels.</summary>
    public static Option<string?> LabelColumn() => new("--labels")
    {
        Description = "The column of the classes, if --data is a table: its name, or its number from 1",
        HelpName = "column",
    };

    /// <summary>The images that <see cref="Data"/> names.</summary>
    /// <param name="run">The run, whose convention they are read under.</param>
    /// <param name="data">What was asked for, or null.</param>
    /// <param name="labelColumn">A table's column of labels; null for none, or for the run's own, if it is its
    /// table.</param>
    /// <exception cref="BadInputException">There are none, or of another shape than the run's.</exception>
    public static Dataset Images(AutoencoderRun run, string? data, string? labelColumn = null)
    {
        var shape = run.Data.Test.Shape;
        if (data is null) return run.Data.Test;
        var isOwn = Path.GetFullPath(data) == run.Dataset;
        var source = new DataSource(data)
        {
            Convention = run.Convention, LabelColumn = labelColumn ?? (isOwn ? run.Source.LabelColumn : null),
        };
        if (source.IsPictures)
            source = source with { Colours = shape.Channels == 3 ? PictureColours.Rgb : PictureColours.Grey };
        var images = LearningSet.LoadToScore(source, new SkiaPictures());
        if (images.Shape != shape) throw new BadInputException(
            $"The images of '{data}' are {images.Shape}, but those of the run are {shape}; give images of that shape.");
        return run.Data.Scale?.Apply(images) ?? images;
    }

    /// <summary>The first test images.</summary>
    public static float[] TestImages(AutoencoderRun run, int count) =>
        run.Data.Test.Count >= count
            ? run.Data.Test.First(count, run.Seeds)
            : throw new BadInputException(
                $"There are {run.Data.Test.Count} images for the test, fewer than the {count} that are asked for.");
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.DiscreteLatents;
using Pathwise.Cli.Display;
using Pathwise.Cli.Vae;
using Pathwise.Figures;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae embed</c>: writes the codes of images.</summary>
internal static class VaeEmbedCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (run, data) = (VaePicture.Run(), VaePicture.Data("to embed"));
        var labels = VaePicture.LabelColumn();
        var file = new Option<string?>("--out")
        {
            Description = "The file [default: embedding.csv in the run's folder]", HelpName = "file",
        };
        var command = new Command(
            "embed",
            "Write the codes of images as CSV, a vae's with their deviations, with labels if there are any.")
        {
            run, data, labels, file,
        };
        command.SetAction(parsed => Embed(
            context.For(parsed), parsed.GetRequiredValue(run), parsed.GetValue(data), parsed.GetValue(labels),
            parsed.GetValue(file)));
        return command;
    }

    private static int Embed(CommandContext context, string folder, string? data, string? labels, string? file)
    {
        var run = VaeRuns.Open(context, folder);
        var path = Path.GetFullPath(file ?? Path.Combine(run.Folder, "embedding.csv"));
        var (model, images) = (run.LoadModel(), VaePicture.Images(run, data, labels));
        var columns = Columns(model, images.First(images.Count, run.Seeds));

        var csv = new StringBuilder("image");
        if (!images.Labels.IsEmpty) csv.Append(",label");
        foreach (var (name, _) in columns)
            for (var j = 1; j <= model.Latents; j++) csv.Append(CultureInfo.InvariantCulture, $",{name}{j}");
        csv.Append('\n');
        for (var i = 0; i < images.Count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i}");
            if (!images.Labels.IsEmpty) csv.Append(CultureInfo.InvariantCulture, $",{images.Labels[i]}");
            foreach (var (_, values) in columns)
                foreach (var value in values.AsSpan(i * model.Latents, model.Latents))
                    csv.Append(CultureInfo.InvariantCulture, $",{value}");
            csv.Append('\n');
        }

        OutputFile.Write(path, Encoding.UTF8.GetBytes(csv.ToString()));
        if (context.IsJson)
            context.Terminal.WriteJson(new JsonObject
            {
                ["run"] = run.Folder, ["images"] = images.Count, ["latent"] = model.Latents, ["file"] = path,
            });
        else context.Terminal.Output.WriteLine(Wording.Path(path));
        return ExitCode.Done;
    }

    /// <summary>What is told of each latent: a name, and a value for each image and latent.</summary>
    private static (string Name, float[] Values)[] Columns(IAutoencoder model, float[] images)
    {
        if (model is not VariationalAutoencoder variational)
            return [(model is BernoulliAutoencoder ? "probability" : "code", model.Codes(images))];
        var (means, sigmas) = variational.Encode(images);
        return [("mean", means), ("sigma", sigmas)];
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Cli.Display;
using Pathwise.Cli.Vae;
using Pathwise.Datasets;
using Pathwise.Figures;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae score</c>: how unlike the known images others are, and which pixels say so.</summary>
internal static class VaeScoreCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var (run, data) = (VaePicture.Run(), VaePicture.Data("to score"));
        var labels = VaePicture.LabelColumn();
        var score = new Option<string?>("--score")
        {
            Description = string.Join("; ", ScoreChoice.All.Select(one => $"{one.Name}: {one.Meaning}"))
                + " [default: excess; bound for decoders that are not Bernoulli, error for models without a bound]",
            HelpName = "name",
        };
        var rate = NumberOption.Share("--false-alarms", "The share of known images that may be flagged", 0.05);
        var samples = NumberOption.Whole(
            "--samples", "Samples of z for each image [default: 10; for likelihood 100]", 1, 1_000_000);
        var background = new Option<string?>("--background")
        {
            Description = "For the score 'ratio': a run of a model of what all images have in common",
            HelpName = "run",
        };
        var anomalies = new Option<string?>("--anomalies")
        {
            Description = "Labels of the images that are anomalies, as in 4 or 4,9; the others are known "
                + "[default: with --data all images are anomalies, without it none is]",
            HelpName = "labels",
        };
        var count = NumberOption.Count("--images", "Images of the highest scores in the picture", 10, 1, 100);
        var file = new Option<string?>("--out")
        {
            Description = "The table's file; the picture lies beside it as .png [default: scores.csv in the run's "
                + "folder]",
            HelpName = "file",
        };
        var command = new Command(
            "score",
            "Score images by how unlike the known ones they are: a table of scores, with a threshold that was "
            + "calibrated on test images, and a picture of the most unlike and the pixels that make them so.")
        {
            run, data, labels, score, rate, samples, background, anomalies, count, file,
        };
        command.SetAction(parsed => Score(
            context.For(parsed),
            new(parsed.GetRequiredValue(run))
            {
                Data = parsed.GetValue(data),
                LabelColumn = parsed.GetValue(labels),
                Score = parsed.GetValue(score),
                Rate = parsed.GetRequiredValue(rate),
                Samples = (int?)parsed.GetValue(samples),
                Background = parsed.GetValue(background),
                Anomalies = parsed.GetValue(anomalies) is { } strange ? LabelList.Parse(strange) : [],
            },
            parsed.GetRequiredValue(count), parsed.GetValue(file)));
        return command;
    }

    private static int Score(CommandContext context, AnomalyRequest request, int count, string? file)
    {
        if (file is not null && !Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            throw new BadInputException($"The table is saved as .csv, not as '{file}'.");
        var found = AnomalyFindings.Of(context, request);
        var table = Path.GetFullPath(file ?? Path.Combine(found.Run.Folder, "scores.csv"));
        var picture = Path.ChangeExtension(table, ".png");
        var top = found.Top(count);
        OutputFile.Write(table, Encoding.UTF8.GetBytes(Csv(found)));
        Draw(found, top).Save(picture);
        if (context.IsJson) context.Terminal.WriteJson(ToJson(found, top, table, picture));
        else Write(context.Terminal.Output, found, table, picture);
        return ExitCode.Done;
    }

    private static string Csv(AnomalyFindings found)
    {
        var csv = new StringBuilder("image,score,flagged");
        var labels = found.Images.Labels;
        csv.Append(labels.IsEmpty ? "\n" : ",label\n");
        for (var i = 0; i < found.Scores.Length; i++)
        {
            var flagged = found.Detector.Threshold.Flags(found.Scores[i]) ? 1 : 0;
            csv.Append(CultureInfo.InvariantCulture, $"{i},{found.Scores[i]},{flagged}");
            if (!labels.IsEmpty) csv.Append(CultureInfo.InvariantCulture, $",{labels[i]}");
            csv.Append('\n');
        }

        return csv.ToString();
    }

    private static Picture Draw(AnomalyFindings found, int[] top)
    {
        var shown = Array.ConvertAll(top, found.Explain);
        float[] images = [.. shown.SelectMany(one => one.Image)];
        return AttributionPicture.Draw(
            images, found.Model.Reconstruct(images), [.. shown.SelectMany(one => one.Parts)], found.Images.Shape);
    }

    private static JsonObject ToJson(AnomalyFindings found, int[] top, string table, string picture)
    {
        var (detector, labels) = (found.Detector, found.Images.Labels.ToArray());
        return new()
        {
            ["run"] = found.Run.Folder,
            ["dataset"] = found.Run.Dataset,
            ["data"] = found.Images.Name,
            ["convention"] = ConventionName.Of(found.Images.Convention),
            ["score"] = found.Choice.Name,
            ["samples"] = found.Samples,
            ["threshold"] = new JsonObject
            {
                ["value"] = Json.Number(detector.Threshold.Value),
                ["asked"] = Json.Number(detector.Threshold.Asked),
                ["expected"] = Json.Number(detector.Threshold.Expected),
                ["calibratedOn"] = detector.Threshold.Count,
            },
            ["falseAlarms"] = new JsonObject
            {
                ["share"] = Json.Number(detector.FalseAlarms),
                ["standardError"] = Json.Number(detector.FalseAlarmsError),
                ["images"] = detector.FreshScores.Count,
            },
            ["images"] = found.Scores.Length,
            ["flagged"] = found.Flagged,
            ["auroc"] = found.Area is not { } area ? null : new JsonObject
            {
                ["value"] = Json.Number(area.Area.Value),
                ["standardError"] = Json.Number(area.Area.StandardError),
                ["known"] = area.Known,
                ["anomalous"] = area.Anomalous,
            },
            ["highest"] = Json.Array(top.Select(i => new JsonObject
            {
                ["image"] = i,
                ["score"] = Json.Number(found.Scores[i]),
                ["label"] = labels.Length == 0 ? null : labels[i],
            })),
            ["scores"] = table,
            ["picture"] = picture,
        };
    }

    private static void Write(TextWriter output, AnomalyFindings found, string table, string picture)
    {
        var (detector, threshold) = (found.Detector, found.Detector.Threshold);
        var drawn = found.Samples > 0 ? $", {Wording.Count(found.Samples)} samples an image" : "";
        output.WriteLine($"score         {found.Choice.Name}: {found.Choice.Meaning}{drawn}");
        output.WriteLine(
            $"threshold     {VaeRuns.Nats(threshold.Value)}, for at most {PerCent(threshold.Asked)} false alarms, "
            + $"calibrated on {Wording.Count(threshold.Count)} test images");
        output.WriteLine(
            $"false alarms  {PerCent(detector.FalseAlarms)} ± {PerCent(detector.FalseAlarmsError)} s.e. of "
            + $"{Wording.Count(detector.FreshScores.Count)} other test images");
        output.WriteLine(
            $"flagged       {Wording.Count(found.Flagged)} of {Wording.Count(found.Scores.Length)} images of "
            + $"{found.Images.Name}, {ConventionName.Of(found.Images.Convention)}");
        if (found.Area is var (area, known, anomalous))
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"AUROC         {area.Value:F4} ± {area.StandardError:F4} s.e., {Wording.Count(anomalous)} anomalies "
                + $"against {Wording.Count(known)} known images"));
        output.WriteLine($"scores        {Wording.Path(table)}");
        output.WriteLine($"picture       {Wording.Path(picture)}");
    }

    private static string PerCent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");
}

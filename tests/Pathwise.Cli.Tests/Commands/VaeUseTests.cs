using SkiaSharp;

namespace Pathwise.Cli.Tests.Commands;

/// <summary>What people do with a trained autoencoder: score, denoise, export.</summary>
[Collection(OneAtATime.Name)]
public sealed class VaeUseTests
{
    [Theory]
    [InlineData("bound")]
    [InlineData("excess")]
    [InlineData("reconstruction")]
    [InlineData("divergence")]
    [InlineData("likelihood")]
    [InlineData("error")]
    [InlineData("regret")]
    [InlineData("typicality")]
    public void Scores_are_a_table_a_threshold_and_a_picture(string score)
    {
        using var folder = Trained("5");
        var json = Json("score", folder["run"], "--score", score, "--false-alarms", "0.3", "--samples", "3", "--images", "4");
        var lines = File.ReadAllLines(json.GetProperty("scores").GetString()!);
        Assert.Equal(("image,score,flagged", 13), (lines[0], lines.Length));
        var threshold = json.GetProperty("threshold");
        Assert.Equal((0.3, 6, 2 / 7.0), (
            threshold.GetProperty("asked").GetDouble(), threshold.GetProperty("calibratedOn").GetInt32(),
            threshold.GetProperty("expected").GetDouble()));
        var rows = Array.ConvertAll(lines[1..], line => line.Split(','));
        Assert.All(rows, row => Assert.Equal(
            row[2] == "1", double.Parse(row[1], null) > threshold.GetProperty("value").GetDouble()));
        Assert.Equal(json.GetProperty("flagged").GetInt32(), rows.Count(row => row[2] == "1"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("auroc").ValueKind);
        var highest = json.GetProperty("highest").EnumerateArray().Select(one => one.GetProperty("score").GetDouble()).ToArray();
        Assert.Equal(rows.Select(row => double.Parse(row[1], null)).OrderDescending().Take(4), highest);
        using var picture = SKBitmap.Decode(json.GetProperty("picture").GetString());
        Assert.Equal((4.0 * 5) - 1, picture.Width / (picture.Height / ((3.0 * 5) - 1)), 1e-9);
    }

    [Fact]
    public void Noise_is_told_from_known_images_and_the_scores_do_not_hang_on_what_else_is_asked()
    {
        using var folder = Trained("60");
        var noise = TinyImages.WriteNoise(folder["noise"], 50);
        var json = Json("score", folder["run"], "--data", noise, "--false-alarms", "0.3", "--score", "bound");
        var area = json.GetProperty("auroc");
        Assert.True(area.GetProperty("value").GetDouble() > 0.9);
        Assert.Equal((6, 50, 50), (
            area.GetProperty("known").GetInt32(), area.GetProperty("anomalous").GetInt32(), json.GetProperty("images").GetInt32()));
        var table = File.ReadAllText(json.GetProperty("scores").GetString()!);
        Json(
            "score", folder["run"], "--data", noise, "--images", "1", "--false-alarms", "0.5", "--score", "bound", "--out", folder["other.csv"]);
        Assert.Equal(Column(table, 1), Column(File.ReadAllText(folder["other.csv"]), 1));
        Assert.Equal("excess", Json("score", folder["run"], "--false-alarms", "0.3").GetProperty("score").GetString());

        var text = Session.Run("vae", "score", folder["run"], "--data", noise, "--false-alarms", "0.3").Output;
        Assert.Contains("AUROC", text, StringComparison.Ordinal);
        Assert.Contains("calibrated on 6 test images", text, StringComparison.Ordinal);

        var ratio = Json(
            "score", folder["run"], "--data", noise, "--score", "ratio", "--background", folder["run"], "--false-alarms", "0.3");
        Assert.Equal(0.5, ratio.GetProperty("auroc").GetProperty("value").GetDouble());      // its own background

        static string[] Column(string csv, int index) =>
            [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[index])];
    }

    [Fact]
    public void An_interrupted_score_leaves_nothing()
    {
        using var folder = Trained("1");
        var session = Session.Run(Catalogue.Standard, new(canceled: true), "vae", "score", folder["run"], "--false-alarms", "0.3");
        Assert.Equal(130, session.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder["run"], "scores.csv")));
    }

    [Theory]
    [InlineData("There is no score 'bond'; did you mean 'bound'?", "--score", "bond")]
    [InlineData("The value of --false-alarms cannot be '1'; it must be a number between 0 and 1.", "--false-alarms", "1")]
    [InlineData("A share of 0.05 false alarms takes 19 examples to calibrate on, but there are 6.")]
    [InlineData("The score 'ratio' needs --background, the run of a model of what all images have in common.", "--score", "ratio")]
    [InlineData("The score 'bound' has no background; leave --background out, or give --score ratio.", "--score", "bound", "--background", "x")]
    [InlineData("Only a table (.csv or .tsv) has a column of labels, and 'mnist' is none; leave the column out.", "--data", "mnist", "--labels", "1")]
    [InlineData("The labels 'a' cannot be used; they are whole numbers with commas between, as in 4,9.", "--anomalies", "a")]
    [InlineData("The examples of 'tiny' have no labels, so none can be named; leave them out.", "--anomalies", "4")]
    [InlineData("The table is saved as .csv, not as 'a.txt'.", "--out", "a.txt")]
    [InlineData("The images of 'mnist' are 28 × 28, but those of the run are 4 × 4; give images of that shape.", "--data", "mnist")]
    public void What_cannot_be_scored_is_told_in_one_sentence(string sentence, params string[] args)
    {
        using var folder = Trained("1");
        var session = Session.Run(["vae", "score", folder["run"], .. args]);
        Assert.Equal((2, $"error: {sentence}\n"), (session.ExitCode, session.Error));
    }

    [Fact]
    public void Other_models_are_scored_by_their_error()
    {
        using var folder = Trained("1", "--model", "autoencoder");
        Assert.Equal("error", Json("score", folder["run"], "--false-alarms", "0.3").GetProperty("score").GetString());
        var session = Session.Run("vae", "score", folder["run"], "--score", "bound");
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("is of the model 'autoencoder'", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denoising_run_takes_its_own_noise_away()
    {
        using var folder = Trained(
            "150", "--model", "denoising", "--set", "corruption=gaussian", "--set", "corruptionLevel=0.4", "--set", "decoder=gaussian");
        var own = Json("denoise", folder["run"], "--images", "5");
        Assert.Equal("gaussian:0.4", own.GetProperty("noise").GetString());
        double before = Error(own, "before"), after = Error(own, "after");
        Assert.Equal(0.16, before, 4 * 0.16 * Math.Sqrt(2 / (12 * 16.0)));                  // 4 s.e. of a variance of 192 draws
        Assert.True(after < 0.6 * before, $"{before} → {after}");
        Assert.Equal(-10 * Math.Log10(after), own.GetProperty("after").GetProperty("decibels").GetDouble(), 1e-12);
        using var picture = SKBitmap.Decode(own.GetProperty("picture").GetString());
        Assert.Equal((5.0 * 5) - 1, picture.Width / (picture.Height / ((3.0 * 5) - 1)), 1e-9);

        var other = Json("denoise", folder["run"], "--noise", "masking:0.25", "--data", TinyImages.Write(folder["more"], 30));
        Assert.Equal(("masking:0.25", 30), (other.GetProperty("noise").GetString(), other.GetProperty("images").GetInt32()));
        Assert.Contains("dB", Session.Run("vae", "denoise", folder["run"]).Output, StringComparison.Ordinal);

        static double Error(System.Text.Json.JsonElement json, string part) =>
            json.GetProperty(part).GetProperty("meanSquaredError").GetDouble();
    }

    [Theory]
    [InlineData("There is no noise 'gausian'; did you mean 'gaussian'?", "gausian:1")]
    [InlineData("The noise 'gaussian' cannot be used: a deviation of at least 0 must follow, as in gaussian:0.3.", "gaussian")]
    [InlineData("The noise 'masking:1.5' cannot be used: a share of the pixels from 0 to 1 must follow, as in masking:0.3.", "masking:1.5")]
    public void A_noise_that_there_is_not_is_told_in_one_sentence(string sentence, string noise)
    {
        using var folder = Trained("1");
        var session = Session.Run("vae", "denoise", folder["run"], "--noise", noise);
        Assert.Equal((2, $"error: {sentence}\n"), (session.ExitCode, session.Error));
    }

    [Theory]
    [InlineData("vae")]
    [InlineData("denoising")]
    public void Encoder_and_decoder_are_written(string model)
    {
        using var folder = Trained("1", "--model", model);
        var json = Json("export", folder["run"], "--onnx", folder["onnx"]);
        Assert.Equal(17, json.GetProperty("opset").GetInt32());
        foreach (var part in (string[])["encoder", "decoder"])
        {
            Assert.Equal(Path.Combine(folder["onnx"], part + ".onnx"), json.GetProperty(part).GetString());
            Assert.True(new FileInfo(json.GetProperty(part).GetString()!).Length > 500);
        }

        Assert.Contains("pixels are from 0 to 1", Session.Run("vae", "export", folder["run"]).Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["run"], "decoder.onnx")));
    }

    /// <summary>A run of a standardised table scores other tables on the scale that it learned on: the same table again
    /// scores as it did, and the same lines ten times as large are all flagged.</summary>
    [Fact]
    public void Tables_are_scored_on_the_scale_that_was_learned()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        string[] lines = [.. Enumerable.Range(0, 400).Select(i => (A: 100 + (10 * random.NextDouble()), Kind: i % 2))
            .Select(line => FormattableString.Invariant($"{line.A:F4},{(line.A / 1000) + (random.NextDouble() / 1000):F6},{line.Kind}"))];
        File.WriteAllLines(folder["known.csv"], ["a,b,kind", .. lines]);
        File.WriteAllLines(folder["large.csv"], ["a,b,kind", .. lines.Select(line => "1" + line)]);     // a is 1,100 and more
        var session = Session.Run(
            "vae", "train", folder["known.csv"], "--labels", "kind", "--standardize", "--latent", "1", "--hidden", "8", "--epochs", "20",
            "--batch", "32", "--run-dir", folder["run"]);
        Assert.Equal(0, session.ExitCode);

        var known = Json("score", folder["run"], "--data", folder["known.csv"], "--labels", "kind", "--false-alarms", "0.1");
        Assert.InRange(known.GetProperty("flagged").GetInt32(), 0, 120);
        var large = Json("score", folder["run"], "--data", folder["large.csv"], "--labels", "kind", "--false-alarms", "0.1");
        Assert.Equal((400, "bound", 1.0), (
            large.GetProperty("flagged").GetInt32(), large.GetProperty("score").GetString(),
            large.GetProperty("auroc").GetProperty("value").GetDouble()));
        var some = Json(
            "score", folder["run"], "--data", folder["large.csv"], "--labels", "kind", "--anomalies", "1", "--false-alarms", "0.1");
        Assert.Equal((200, 200), (
            some.GetProperty("auroc").GetProperty("known").GetInt32(), some.GetProperty("auroc").GetProperty("anomalous").GetInt32()));
        Assert.Equal(
            "image,score,flagged,label", File.ReadLines(some.GetProperty("scores").GetString()!).First());
        Assert.Equal("No example of 'known.csv' has the label 7; there are 0,1.", Session.Run(
            "vae", "score", folder["run"], "--data", folder["known.csv"], "--labels", "kind", "--anomalies", "7").Error[7..].TrimEnd());
        Assert.Contains("standardised", Session.Run("vae", "export", folder["run"]).Output, StringComparison.Ordinal);
    }

    /// <summary>Of the bundled digits ones are left out: a run remembers it, and they are found among all.</summary>
    [Fact]
    public void What_was_left_out_can_be_scored()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            "vae", "train", "digits", "--without", "0,1", "--latent", "4", "--hidden", "32", "--epochs", "2", "--run-dir", folder["run"],
            "--json");
        Assert.Equal(0, session.ExitCode);
        var run = Experiments.Runs.AutoencoderRun.Open(folder["run"]);
        Assert.DoesNotContain(run.Data.Train.Labels.ToArray().Concat(run.Data.Test.Labels.ToArray()), label => label < 2);
        Assert.Equal(1797 - 178 - 182, run.Data.Train.Count + run.Data.Test.Count);
        var area = Json("score", folder["run"], "--data", "digits", "--anomalies", "0,1").GetProperty("auroc");
        Assert.Equal((178 + 182, 1797 - 178 - 182), (
            area.GetProperty("anomalous").GetInt32(), area.GetProperty("known").GetInt32()));
        Assert.Equal(
            "error: No example of 'digits' has the label 12; there are 0,1,2,3,4,5,6,7,8,9.\n",
            Session.Run("vae", "train", "digits", "--without", "12", "--run-dir", folder["other"]).Error);
        Assert.False(Directory.Exists(folder["other"]));
    }

    private static TemporaryFolder Trained(string epochs, params string[] more)
    {
        var folder = new TemporaryFolder();
        var session = Session.Run(
        [
            "vae", "train", TinyImages.Write(folder["tiny"]), "--latent", "2", "--hidden", "16", "--batch", "8",
            "--set", "stepSize=0.01", "--epochs", epochs, "--run-dir", folder["run"], .. more,
        ]);
        Assert.Equal(0, session.ExitCode);
        return folder;
    }

    private static System.Text.Json.JsonElement Json(params string[] command)
    {
        var session = Session.Run(["vae", .. command, "--json"]);
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        return session.Json();
    }
}

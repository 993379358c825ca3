using System.Text.Json.Nodes;
namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class VaeTrainCommandTests
{
    private static readonly string[] Small = ["--latent", "2", "--hidden", "8", "--batch", "16", "--epochs", "6"];

    [Fact]
    public void Training_reports_its_parts_and_lowers_the_loss()
    {
        using var folder = new TemporaryFolder();
        var images = TinyImages.Write(folder["tiny"]);
        var session = Session.Run(["vae", "train", images, .. Small, "--set", "stepSize=0.01", "--run-dir", folder["run"], "--json"]);

        Assert.Equal(0, session.ExitCode);
        var json = session.Json();
        Assert.Equal(
            ["run", "dataset", "convention", "latent", "epochs", "train", "test", "imagesPerSecond", "activeUnits", "seconds"],
            json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["loss", "reconstruction", "kl"], json.GetProperty("train").EnumerateObject().Select(field => field.Name));
        Assert.Equal(folder["run"], json.GetProperty("run").GetString());
        Assert.Equal(images, json.GetProperty("dataset").GetString());
        Assert.Equal("grey", json.GetProperty("convention").GetString());
        Assert.Equal((2, 6), (json.GetProperty("latent").GetInt32(), json.GetProperty("epochs").GetInt32()));
        Assert.InRange(json.GetProperty("activeUnits").GetInt32(), 0, 2);
        Assert.True(json.GetProperty("imagesPerSecond").GetDouble() > 0 && json.GetProperty("seconds").GetDouble() > 0);
        foreach (var part in (string[])["train", "test"])
        {
            var losses = json.GetProperty(part);
            Assert.Equal(
                losses.GetProperty("loss").GetDouble(),
                losses.GetProperty("reconstruction").GetDouble() + losses.GetProperty("kl").GetDouble(), 1e-5);
        }

        var lines = File.ReadAllLines(System.IO.Path.Combine(folder["run"], "metrics.jsonl"));
        Assert.Equal(6, lines.Length);
        using var first = System.Text.Json.JsonDocument.Parse(lines[0]);
        Assert.True(json.GetProperty("test").GetProperty("loss").GetDouble() < first.RootElement.GetProperty("test/loss").GetDouble());
    }

    [Fact]
    public void Training_says_what_the_divergence_counts_as()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["vae", "train", TinyImages.Write(folder["tiny"]), .. Small, "--set", "beta=2.5"];
        Assert.Contains("effective β 2.5:", Session.Run([.. train, "--run-dir", folder["run"]]).Output, StringComparison.Ordinal);

        string[] slow = [.. train, "--set", "warmUpEpochs=12", "--run-dir", folder["slow"]];     // ends half-way up
        Assert.Contains("effective β 1.2", Session.Run(slow).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grey")]
    [InlineData("dynamic")]
    public void Interrupted_and_resumed_it_leaves_the_bytes_of_an_uninterrupted_run(string convention)
    {
        using var folder = new TemporaryFolder();
        string[] train = ["vae", "train", TinyImages.Write(folder["tiny"]), .. Small, "--convention", convention];
        Assert.Equal(0, Session.Run([.. train, "--run-dir", folder["whole"], "--threads", "1"]).ExitCode);

        var stopped = Session.Run(Catalogue.Standard, new(canceled: true), [.. train, "--run-dir", folder["run"], "--threads", "2", "--json"]);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("To go on: pathwise vae resume", stopped.Error, StringComparison.Ordinal);
        StopInTheMiddle(folder["run"]);
        Assert.Equal(0, Session.Run("vae", "resume", folder["run"]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["whole"]), RunFiles.Of(folder["run"]));
    }

    [Fact]
    public void A_finished_run_that_is_resumed_tells_its_result_again()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["vae", "train", TinyImages.Write(folder["tiny"]), .. Small, "--run-dir", folder["run"], "--json"];
        var once = Session.Run(train);
        Assert.Equal(
            WithoutTimes(once.Output), WithoutTimes(Session.Run("vae", "resume", folder["run"], "--json").Output));
        var again = Session.Run(train);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("There is a run in", again.Error, StringComparison.Ordinal);
    }

    /// <summary>Times are kept to the tick, so that what follows from them can differ in its last digit.</summary>
    private static string WithoutTimes(string json)
    {
        var members = JsonNode.Parse(json)!.AsObject();
        Assert.True(members.Remove("seconds") && members.Remove("imagesPerSecond"));
        return members.ToJsonString();
    }

    [Theory]
    [InlineData("There is no data set 'mnits'; did you mean 'mnist'?", "train", "mnits")]
    [InlineData("The value of --latent cannot be '0'; it must be a whole number from 1 to 65536.", "train", "mnist", "--latent", "0")]
    [InlineData("There is no convention 'gray'; did you mean 'grey'?", "train", "mnist", "--convention", "gray")]
    [InlineData("There is no option 'betta'; did you mean 'beta'?", "train", "mnist", "--set", "betta=4")]
    [InlineData("There is no folder 'nowhere-at-all'.", "resume", "nowhere-at-all")]
    public void What_cannot_be_used_is_told_in_one_sentence(string sentence, params string[] args)
    {
        var session = Session.Run(["vae", .. args]);
        Assert.Equal((2, $"error: {sentence}\n"), (session.ExitCode, session.Error));
    }

    [Fact]
    public void A_file_that_is_cut_short_leaves_no_folder()
    {
        using var folder = new TemporaryFolder();
        var images = TinyImages.Write(folder["tiny"]);
        File.WriteAllBytes(images, File.ReadAllBytes(images)[..500]);
        var session = Session.Run("vae", "train", images, "--run-dir", folder["run"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("it is cut short or damaged", session.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Runs_of_agents_and_of_autoencoders_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run("train", "reinforce", "CartPole-v1", "--steps", "100", "--preset", "none", "--run-dir", folder["agent"]).ExitCode);
        var session = Session.Run("vae", "resume", folder["agent"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("not of an autoencoder", session.Error, StringComparison.Ordinal);

        Session.Run(Catalogue.Standard, new(canceled: true), ["vae", "train", TinyImages.Write(folder["tiny"]), .. Small, "--run-dir", folder["vae"]]);
        var other = Session.Run("evaluate", folder["vae"]);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("not of an agent", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_checkpoint_that_is_cut_short_or_of_another_shape_is_refused(bool isCut)
    {
        using var folder = new TemporaryFolder();
        string[] train = ["vae", "train", TinyImages.Write(folder["tiny"]), .. Small];
        var interrupted = Session.Run(Catalogue.Standard, new(canceled: true), [.. train, "--run-dir", folder["run"]]);
        Assert.Equal(130, interrupted.ExitCode);
        if (isCut)
        {
            var arrays = Directory.GetFiles(System.IO.Path.Combine(folder["run"], "checkpoints"), "*.safetensors").Single();
            File.WriteAllBytes(arrays, File.ReadAllBytes(arrays)[..^100]);
        }
        else
        {
            var manifest = System.IO.Path.Combine(folder["run"], "manifest.json");
            File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"latents\": 2", "\"latents\": 3", StringComparison.Ordinal));
        }

        var session = Session.Run("vae", "resume", folder["run"]);
        Assert.Equal(2, session.ExitCode);
        var error = session.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(isCut ? "was altered or cut short" : "array 'model.", error[^1], StringComparison.Ordinal);
    }

    /// <summary>Goes on for some batches, and is asked to stop within an epoch.</summary>
    private static void StopInTheMiddle(string folder)
    {
        using var source = new CancellationTokenSource();
        var run = Experiments.Runs.AutoencoderRun.Open(folder);
        run.ProgressInterval = TimeSpan.Zero;
        var result = run.Train(new StopAt(0.4, source), source.Token);
        Assert.Equal(Experiments.RunStatus.Interrupted, result.Status);
        Assert.NotEqual(0, result.Steps % run.Data.Train.Count);
    }

    private sealed class StopAt(double fraction, CancellationTokenSource source) : IProgress<Experiments.Runs.AutoencoderProgress>
    {
        public void Report(Experiments.Runs.AutoencoderProgress value)
        {
            if (value.Fraction >= fraction) source.Cancel();
        }
    }
}

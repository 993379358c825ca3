using System.Text;
using Pathwise.Environments;
using Pathwise.Environments.Textbook;
using Pathwise.Experiments;
using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Runs;

namespace Pathwise.Tests.Experiments.Runs;

/// <summary>What is wrong with a run is told in one sentence, and nothing is lost.</summary>
public sealed class BadRunTests : IDisposable
{
    private static readonly RunPlan Plan = new("random-search", "CartPole-v1", new(1500) { CheckpointEvery = 400 });

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder.In("run");

    private string ManifestPath => _folder.In("run", "manifest.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_folder() => Tells($"There is no folder '{Folder}'.", () => Open());

    [Fact]
    public void No_manifest()
    {
        Directory.CreateDirectory(Folder);
        Tells($"The folder '{Folder}' holds no run, for it has no manifest.json.", () => Open());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_damaged_manifest(string text)
    {
        Train();
        File.WriteAllText(ManifestPath, text);
        TellsStart($"The manifest '{ManifestPath}' is damaged: ", () => Open());
    }

    [Fact]
    public void A_manifest_without_a_member()
    {
        Train();
        Replace(ManifestPath, "\"threads\"", "\"thread\"");
        Tells($"The manifest '{ManifestPath}' is damaged: 'threads' is missing.", () => Open());
    }

    [Fact]
    public void A_manifest_cut_short_anywhere()
    {
        Train();
        var bytes = File.ReadAllBytes(ManifestPath);
        for (var length = 0; length < bytes.Length - 2; length += 7)
        {
            File.WriteAllBytes(ManifestPath, bytes[..length]);
            TellsStart($"The manifest '{ManifestPath}' is damaged: ", () => Open());
        }
    }

    [Theory]
    [InlineData(
        "\"random-search\"", "\"random-serch\"", "there is no algorithm 'random-serch'; did you mean 'random-search'?")]
    [InlineData(
        "\"CartPole-v1\"", "\"CartPol-v1\"", "there is no environment 'CartPol-v1'; did you mean 'CartPole-v1'?")]
    [InlineData(
        "\"scale\": 0.5", "\"scale\": -1", "the option scale cannot be -1; it must be a real number in (0, 10].")]
    [InlineData("\"scale\"", "\"scales\"", "there is no option 'scales'; did you mean 'scale'?")]
    public void A_manifest_that_names_something_unknown(string from, string to, string sentence)
    {
        Train();
        Replace(ManifestPath, from, to);
        Tells($"The run in '{Folder}' cannot be opened: {sentence}", () => Open());
    }

    [Fact]
    public void A_newer_version()
    {
        Train();
        Replace(ManifestPath, "\"format\": 1", "\"format\": 2");
        Replace(ManifestPath, $"\"version\": \"{Manifest.CurrentVersion}\"",
            "\"version\": \"9.9\"");
        Tells(
            $"The run of '{ManifestPath}' was made by the newer version 9.9 (format 2); this one, {Manifest.CurrentVersion}, reads formats up to 1.",
            () => Open());
    }

    [Fact]
    public void No_checkpoint()
    {
        Run.Create(Folder, Plan, RandomSearch.Catalog);
        Tells($"The run in '{Folder}' has no checkpoint yet; resume it, and wait for its first.",
            () => Open().LoadLearner());
    }

    [Fact]
    public void A_checkpoint_altered_in_any_byte_or_cut_short()
    {
        Train();
        var json = Directory.GetFiles(_folder.In("run", "checkpoints"), "final-*.json").Single();
        foreach (var path in (string[])[json, Path.ChangeExtension(json, ".safetensors")])
        {
            var bytes = File.ReadAllBytes(path);
            for (var at = 0; at < bytes.Length - 1; at += path == json ? 1 : 17)
            {
                File.WriteAllBytes(path, bytes[..at]);
                TellsDamage(json);
                var altered = bytes.ToArray();
                altered[at] ^= 0x10;
                File.WriteAllBytes(path, altered);
                TellsDamage(json);
            }

            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(Open().Manifest.Result!.Steps, Open().LoadLearner().Steps);
    }

    [Fact]
    public void A_checkpoint_without_its_arrays()
    {
        Train();
        var json = Directory.GetFiles(_folder.In("run", "checkpoints"), "final-*.json").Single();
        var arrays = Path.ChangeExtension(json, ".safetensors");
        File.Delete(arrays);
        Tells($"The checkpoint '{json}' has lost its file '{arrays}'; put it back, or remove the checkpoint.",
            () => Open().LoadLearner());
    }

    [Fact]
    public void A_checkpoint_of_a_newer_version()
    {
        Train();
        var json = Directory.GetFiles(_folder.In("run", "checkpoints"), "final-*.json").Single();
        Replace(json, "\"format\":1", "\"format\":7");
        Tells($"The checkpoint '{json}' has format 7, which a newer version wrote; this one reads up to 1.",
            () => Open().LoadLearner());
    }

    [Fact]
    public void A_checkpoint_of_another_run()
    {
        Train();
        var steps = Open().Manifest.Result!.Steps;
        Run.Create(_folder.In("other"), Plan with { Environment = "CartPole-v0" }, RandomSearch.Catalog);
        Directory.Move(_folder.In("run", "checkpoints"), _folder.In("other", "checkpoints"));
        Tells(
            $"The checkpoint at step {steps} in '{_folder.In("other")}' is of random-search in CartPole-v1, but the run is of random-search in CartPole-v0.",
            () => Run.Open(_folder.In("other"), RandomSearch.Catalog).Train());
    }

    [Fact]
    public void A_checkpoint_of_another_shape()
    {
        // Made for CartPole's four numbers; the same names, but an environment that shows one.
        Train();
        var other = EnvironmentRegistry.Empty.Register<ShortCorridor, ShortCorridor.State, int>(
            new("CartPole-v1") { MaxEpisodeSteps = 100 }, new());
        TellsPart("' has 4 numbers where 1 are needed; ", () => Run.Open(Folder, RandomSearch.Catalog,
            other).LoadLearner());
    }

    [Fact]
    public void Metrics_that_lost_lines()
    {
        Train();
        Replace(ManifestPath, "\"completed\"", "\"running\"");
        File.WriteAllText(_folder.In("run", "metrics.jsonl"), "");
        TellsPart("it was altered, so the run cannot be resumed.", () => Open().Train());
    }

    [Fact]
    public void Two_runs_in_one_folder()
    {
        Train();
        Tells(
            $"There is a run in '{Folder}' already; resume it, or choose another folder.",
            () => Run.Create(Folder, Plan, RandomSearch.Catalog));
    }

    [Fact]
    public void Two_who_train_in_one_folder()
    {
        var run = Run.Create(Folder, Plan, RandomSearch.Catalog);
        run.ProgressInterval = TimeSpan.Zero;
        var told = 0;
        run.Train(new TrainingTests.Watcher(_ =>
        {
            if (told++ > 3) return;
            Tells(
                $"Another process is writing to the run in '{Folder}'; wait until it ends, or choose another folder.",
                () => Open().Train());
        }));
        Assert.True(told > 3);
        Assert.Equal(RunStatus.Completed, Open().Manifest.Status);
    }

    [Fact]
    public void A_folder_that_cannot_be_made()
    {
        File.WriteAllText(_folder.In("file"), "");
        TellsPart("' cannot be written: ", () => Run.Create(_folder.In("file", "run"), Plan, RandomSearch.Catalog));
    }

    [Fact]
    public void A_plan_that_cannot_be_made_leaves_no_folder()
    {
        Assert.Throws<BadInputException>(() => Run.Create(Folder, Plan with { Algorithm = "x" }, RandomSearch.Catalog));
        Assert.Throws<BadInputException>(() => Run.Create(Folder, Plan with { Environment = "x" },
            RandomSearch.Catalog));
        Assert.Throws<BadInputException>(() => Run.Create(Folder, Plan with { Training = new(0) },
            RandomSearch.Catalog));
        Assert.Throws<BadInputException>(() => Run.Create(Folder, Plan with { Threads = 0 }, RandomSearch.Catalog));
        Assert.Throws<BadInputException>(
            () => Run.Create(Folder, Plan with { Options = new RandomSearchOptions { Scale = 0 } },
                RandomSearch.Catalog));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void A_full_disk_leaves_the_file_as_it_was()
    {
        var path = _folder.In("precious.json");
        File.WriteAllText(path, "the last good one");
        var e = Assert.Throws<BadInputException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Equal($"'{path}' cannot be written: No space left on device.", e.Message);
        Assert.Equal("the last good one", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_one_before_it()
    {
        var run = Run.Create(Folder, Plan, RandomSearch.Catalog);
        run.ProgressInterval = TimeSpan.Zero;
        var checkpoints = _folder.In("run", "checkpoints");
        var watcher = new TrainingTests.Watcher(progress =>
        {
            // A folder stands where the final checkpoint's file would be made.
            if (progress.Steps < 800) return;
            for (var step = progress.Steps; step < 2100; step++) Directory.CreateDirectory(Path.Combine(checkpoints,
                $"final-{step:D12}.safetensors.part"));
        });
        TellsPart("' cannot be written: ", () => run.Train(watcher));
        Assert.Equal(RunStatus.Failed, Open().Manifest.Status);
        Assert.InRange(Open().LoadLearner().Steps, 400, 1499);

        foreach (var path in Directory.GetDirectories(checkpoints)) Directory.Delete(path);
        Assert.Equal(RunStatus.Completed, Open().Train().Status);
    }

    [Fact]
    public void A_full_device_under_the_metrics()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("There is no /dev/full.");
        var run = Run.Create(Folder, Plan, RandomSearch.Catalog);
        File.CreateSymbolicLink(_folder.In("run", EventFile.Name), "/dev/full");
        TellsStart($"'{Folder}' cannot be written: ", () => run.Train());
        Assert.Equal(RunStatus.Failed, Open().Manifest.Status);
    }

    private static void Tells(string sentence, Action act) =>
        Assert.Equal(sentence, Assert.Throws<BadInputException>(act).Message);

    private static void TellsStart(string start, Action act) =>
        Assert.StartsWith(start, Assert.Throws<BadInputException>(act).Message, StringComparison.Ordinal);

    private static void TellsPart(string part, Action act)
    {
        var message = Assert.Throws<BadInputException>(act).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    private static void Replace(string path, string from, string to)
    {
        var text = File.ReadAllText(path, Encoding.UTF8);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private void TellsDamage(string json)
    {
        var message = Assert.Throws<BadInputException>(() => Open().LoadLearner()).Message;
        Assert.True(
            message.Contains("was altered or cut short", StringComparison.Ordinal)
                || message.Contains("has format", StringComparison.Ordinal),
            message);
        Assert.Contains(json, message, StringComparison.Ordinal);
    }

    private void Train() => Run.Create(Folder, Plan, RandomSearch.Catalog).Train();

    private Run Open() => Run.Open(Folder, RandomSearch.Catalog);
}

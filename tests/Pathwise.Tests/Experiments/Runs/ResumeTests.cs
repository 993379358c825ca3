using Pathwise.Experiments;
using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Runs;

/// <summary>Interrupted and resumed is uninterrupted, byte for byte, wherever the interruption comes.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly RunPlan Plan = new("random-search", "CartPole-v1", new(12_000) { CheckpointEvery = 900,
        MetricsEvery = 150 }) { Seed = 11 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _whole;
    private readonly int _updates;

    public ResumeTests()
    {
        _whole = _folder.In("whole");
        _updates = (int)NewRun("whole").Train().Episodes;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stopped_again_and_again_at_any_update()
    {
        var rng = new Rng(1);
        for (var trial = 0; trial < 10; trial++)
        {
            var name = $"stopped-{trial}";
            NewRun(name);
            var sessions = 0;
            for (var status = RunStatus.Running; status != RunStatus.Completed; sessions++)
            {
                using var source = new CancellationTokenSource();
                var left = rng.NextInteger(0, _updates / 2);
                var run = Open(name);
                run.ProgressInterval = TimeSpan.Zero;
                status = run.Train(new TrainingTests.Watcher(_ => CancelAt(left-- <= 0, source)), source.Token).Status;
                Assert.Equal(status, Open(name).Manifest.Status);
            }

            Assert.True(sessions > 1);
            RunBytes.AssertEqual(_whole, _folder.In(name));
        }
    }

    [Fact]
    public void Killed_at_any_update_with_files_cut_anywhere_after_the_checkpoint()
    {
        var rng = new Rng(2);
        for (var trial = 0; trial < 20; trial++)
        {
            // What a killed process leaves: the folder as it was at some moment, its manifest still "running".
            var (name, moment) = ($"killed-{trial}", rng.NextInteger(1, _updates));
            var run = NewRun("victim-" + name);
            run.ProgressInterval = TimeSpan.Zero;
            run.Train(new TrainingTests.Watcher(_ => CopyAt(moment-- == 0, "victim-" + name, name)));
            Assert.True(moment < 0);

            foreach (var file in (string[])["metrics.jsonl", EventFile.Name])
                CutTail(_folder.In(name, file), (int)rng.NextInteger(0, 12), keep: KeptBytes(name, file));
            File.WriteAllText(_folder.In(name, "checkpoints", "step-000000999999.safetensors.part"), "half a file");
            File.WriteAllText(_folder.In(name, "checkpoints", "step-000000999998.safetensors"),
                "a file whose JSON never came");

            Assert.Equal(RunStatus.Running, Open(name).Manifest.Status);
            Assert.Equal(RunStatus.Completed, Open(name).Train().Status);
            RunBytes.AssertEqual(_whole, _folder.In(name));
        }
    }

    [Fact]
    public void Killed_between_the_last_checkpoint_and_the_manifest()
    {
        Copy("whole", "late");
        var manifest = _folder.In("late", "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"completed\"", "\"running\"",
            StringComparison.Ordinal));
        Assert.Equal(RunStatus.Completed, Open("late").Train().Status);
        RunBytes.AssertEqual(_whole, _folder.In("late"));
    }

    [Fact]
    public void Going_on_from_the_checkpoint_before_a_damaged_one()
    {
        Copy("whole", "damaged");
        foreach (var path in Directory.GetFiles(_folder.In("damaged", "checkpoints"),
            "final-*.json")) File.Delete(path);
        var manifest = _folder.In("damaged", "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"completed\"", "\"running\"",
            StringComparison.Ordinal));
        Open("damaged").Train();
        RunBytes.AssertEqual(_whole, _folder.In("damaged"));
    }

    [Fact]
    public void Learning_time_adds_up_over_sessions()
    {
        NewRun("timed");
        using var source = new CancellationTokenSource();
        var run = Open("timed");
        run.ProgressInterval = TimeSpan.Zero;
        run.Train(new TrainingTests.Watcher(progress => CancelAt(progress.Steps > 2000, source)), source.Token);
        var before = LearningCurve.LastSecond(_folder.In("timed", "metrics.jsonl"));
        Open("timed").Train();
        var seconds = Open("timed").ReadCurve().Select(point => point.Seconds).ToArray();
        Assert.Equal(seconds.Order(), seconds);
        Assert.True(seconds[^1] > before);
    }

    private static void CancelAt(bool now, CancellationTokenSource source)
    {
        if (now) source.Cancel();
    }

    private void CopyAt(bool now, string from, string to)
    {
        if (now) Copy(from, to);
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(_folder.In(to, "checkpoints"));
        foreach (var path in Directory.GetFiles(_folder.In(from), "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path) == "run.lock") continue;
            using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = File.Create(_folder.In(to, Path.GetRelativePath(_folder.In(from), path)));
            source.CopyTo(target);
        }
    }

    /// <summary>The bytes that the last checkpoint counts on.</summary>
    private long KeptBytes(string name, string file)
    {
        var lines = new CheckpointFolder(_folder.In(name, "checkpoints")).ReadLatest()?.Counters.MetricsLines ?? 0;
        var copy = _folder.In("kept-" + file);
        File.Copy(_folder.In(name, file), copy, overwrite: true);
        if (file == EventFile.Name)
            new EventFile(copy, lines, 0).Dispose();
        else
            new MetricsFile(copy, lines).Dispose();
        return new FileInfo(copy).Length;
    }

    private static void CutTail(string path, int bytes, long keep)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(Math.Max(Math.Min(keep, file.Length), file.Length - bytes));
    }

    private Run NewRun(string name) => Run.Create(_folder.In(name), Plan, RandomSearch.Catalog);

    private Run Open(string name) => Run.Open(_folder.In(name), RandomSearch.Catalog);
}

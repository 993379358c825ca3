using System.Text.Json.Nodes;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Runs;
using Pathwise.Tests.Experiments.Formats;

namespace Pathwise.Tests.Experiments.Runs;

public sealed class RunTests : IDisposable
{
    private static readonly RunPlan Plan = new("random-search", "CartPole-v1", new(6000) { CheckpointEvery = 1000,
        MetricsEvery = 100 })
    {
        Seed = 5,
        Options = new RandomSearchOptions { Scale = 0.75 },
        Preset = "default",
    };

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder.In("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_leaves_its_files()
    {
        var run = Create();
        var result = run.Train();
        Assert.Equal(RunStatus.Completed, result.Status);
        string[] checkpoints = [.. Directory.GetFiles(_folder.In("run",
            "checkpoints")).Select(Path.GetFileName).Order().OfType<string>()];
        Assert.Equal(6, checkpoints.Length);
        Assert.StartsWith("final-", checkpoints[0], StringComparison.Ordinal);
        Assert.All(checkpoints[2..], name => Assert.StartsWith("step-", name, StringComparison.Ordinal));
        Assert.DoesNotContain(checkpoints, name => name.EndsWith(".part", StringComparison.Ordinal));

        var lines = File.ReadAllLines(_folder.In("run", "metrics.jsonl"));
        var events = EventFileReader.Read(File.ReadAllBytes(_folder.In("run", EventFile.Name)));
        Assert.Equal(lines.Length, events.Count - 1);
        foreach (var (line, scalars) in lines.Zip(events.Skip(1)))
        {
            var json = JsonNode.Parse(line)!.AsObject();
            Assert.Equal((long)json["step"]!, scalars.Step);
            Assert.Equal((float)(double)json["episode/return"]!,
                scalars.Scalars.Single(s => s.Tag == "episode/return").Value);
        }

        Assert.Equal(result.Steps, (long)JsonNode.Parse(lines[^1])!["step"]!);
    }

    [Fact]
    public void Arguments_of_the_environment_are_kept_and_a_manifest_without_them_opens()
    {
        var arguments = new Dictionary<string, ArgumentValue> { ["suttonBartoReward"] = 1 };
        Run.Create(Folder, Plan with { EnvironmentArguments = arguments }, RandomSearch.Catalog);
        Assert.Equal(arguments, Open().Manifest.EnvironmentArguments);
        Assert.Equal(1, Open().Environment.Arguments.Single().Value);

        var file = _folder.In("run", "manifest.json");
        var old = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Assert.True(old.Remove("environmentArguments"));
        File.WriteAllText(file, old.ToJsonString());
        Assert.Equal(0, Open().Environment.Arguments.Single().Value);
    }

    [Fact]
    public void Arguments_that_are_texts_are_kept_as_texts()
    {
        Dictionary<string, ArgumentValue> arguments = new() { ["map"] = "SFF/FHG", ["slippery"] = "false", ["successRate"] = 0.5 };
        Run.Create(Folder, Plan with { Environment = "FrozenLake-v1", EnvironmentArguments = arguments }, RandomSearch.Catalog);
        Assert.Equal(arguments, Open().Manifest.EnvironmentArguments);
        Assert.Equal(6, Open().Environment.Process!.States);
        Assert.Equal(1, Open().Environment.Process!.TransitionsOf(pair: 0));
    }

    [Fact]
    public void The_manifest_says_what_the_run_is()
    {
        Create().Train();
        var run = Open();
        Assert.Equal(
            (Plan.Algorithm, Plan.Environment, 5ul, Plan.Training, "default", RunStatus.Completed),
            (run.Manifest.Algorithm, run.Manifest.Environment, run.Manifest.Seed, run.Manifest.Training,
                run.Manifest.Preset, run.Manifest.Status));
        Assert.Equal(Plan.Options, run.Options);
        Assert.Equal(Machine.Current, run.Manifest.Machine);
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), run.Manifest.Created);
        Assert.Equal(run.Manifest.Result, run.Train());
        Assert.Equal("0.75", JsonNode.Parse(File.ReadAllText(_folder.In("run",
            "manifest.json")))!["settings"]!["scale"]!.ToJsonString());
    }

    [Fact]
    public void The_same_seed_writes_the_same_bytes_and_another_does_not()
    {
        Create().Train();
        NewRun("again", Plan).Train();
        NewRun("other", Plan with { Seed = 6 }).Train();
        RunBytes.AssertEqual(Folder, _folder.In("again"));
        Assert.NotEqual(RunBytes.Metrics(Folder), RunBytes.Metrics(_folder.In("other")));
    }

    [Fact]
    public void The_loaded_learner_is_the_one_that_learned()
    {
        var run = Create();
        run.Train();
        var learner = Assert.IsType<RandomSearch>(Open().LoadLearner());
        var other = new RandomSearch(run.Environment, (RandomSearchOptions)run.Options, run.Seeds);
        new Training(other, Plan.Training).Run();
        Assert.Equal(other.Best.ToArray(), learner.Best.ToArray());
        Assert.Equal((other.Steps, other.Episodes), (learner.Steps, learner.Episodes));
    }

    [Fact]
    public void Evaluations_are_written_down_and_read_back()
    {
        var run = Create();
        run.Train();
        var greedy = run.Evaluate(new() { Episodes = 20 });
        var sampled = run.Evaluate(new() { Episodes = 30, IsGreedy = false });
        greedy = run.Evaluate(new() { Episodes = 25 });
        var read = Open().Evaluations.ToDictionary(result => result.IsGreedy);
        Assert.Equal(greedy.Returns, read[true].Returns);
        Assert.Equal(sampled.Returns, read[false].Returns);
        Assert.Equal((greedy.Std, greedy.Lengths[3], 475.0), (read[true].Std, read[true].Lengths[3],
            read[true].Threshold));
        File.WriteAllText(_folder.In("run", "evaluation.json"), "{");
        Assert.Throws<BadInputException>(() => run.Evaluations);
    }

    [Fact]
    public void The_curve_is_read_from_the_metrics()
    {
        Create().Train();
        var training = new Training(new RandomSearch(Open().Environment, (RandomSearchOptions)Plan.Options!, new(5)),
            Plan.Training);
        training.Run();
        Assert.Equal(
            training.Curve.Select(point => (point.Steps, point.Episodes, point.Return)),
            Open().ReadCurve().Select(point => (point.Steps, point.Episodes, point.Return)));
        File.AppendAllText(_folder.In("run", "metrics.jsonl"), "{\"step\":");      // what a killed process leaves
        Assert.Equal(training.Curve.Count, Open().ReadCurve().Count);
        File.AppendAllText(_folder.In("run", "metrics.jsonl"), "\n");
        Assert.Throws<BadInputException>(() => Open().ReadCurve());
    }

    [Fact]
    public void A_diverged_run_keeps_its_last_good_weights_and_cannot_go_on()
    {
        var run = NewRun("run", Plan with { Options = new RandomSearchOptions { DivergesAt = 2500 } });
        var result = run.Train();
        Assert.Equal((RunStatus.Diverged, "the trial"), (result.Status, result.DivergedIn));
        run = Open();
        Assert.Equal((RunStatus.Diverged, "the trial"), (run.Manifest.Status, run.Manifest.Result?.DivergedIn));
        Assert.True(run.Evaluate(new() { Episodes = 5 }).Mean > 0);
        Assert.Equal(
            $"The run in '{Folder}' diverged at step {result.Steps}, in the trial, so there is nothing to go on with; its last good weights are kept.",
            Assert.Throws<BadInputException>(() => run.Train()).Message);
    }

    [Fact]
    public void A_spoiled_metric_leaves_the_checkpoint_before_it()
    {
        var run = NewRun("run", Plan with { Options = new RandomSearchOptions { SpoilsMetricAt = 2500 } });
        Assert.Equal("search/spoiled", run.Train().DivergedIn);
        Assert.InRange(run.LoadLearner().Steps, 2000, 2499);
        Assert.DoesNotContain("NaN", File.ReadAllText(_folder.In("run", "metrics.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_failed_says_why_and_keeps_its_checkpoints()
    {
        var run = NewRun("run", Plan with { Options = new RandomSearchOptions { ThrowsAt = 2500 } });
        Assert.Throws<BadInputException>(() => run.Train());
        run = Open();
        Assert.Equal((RunStatus.Failed, "The environment broke."), (run.Manifest.Status, run.Manifest.Error));
        Assert.InRange(run.LoadLearner().Steps, 2000, 2499);
    }

    private Run Create() => NewRun("run", Plan);

    private Run NewRun(string name, RunPlan plan) =>
        Run.Create(_folder.In(name), plan, RandomSearch.Catalog, time: new Calendar());

    private Run Open() => Run.Open(Folder, RandomSearch.Catalog);

    private sealed class Calendar : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}

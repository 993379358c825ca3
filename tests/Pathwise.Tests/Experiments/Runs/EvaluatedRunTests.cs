using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Runs;

/// <summary>Runs that are evaluated while they learn: what they leave, and that they go on exactly.</summary>
public sealed class EvaluatedRunTests : IDisposable
{
    private static readonly RunPlan Plan = new("random-search", "CartPole-v1", new(9000)
    {
        CheckpointEvery = 900, MetricsEvery = 150, KeptCheckpoints = 3,
        Evaluation = new(400) { Episodes = 3, Patience = 50 },
    }) { Seed = 11 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _whole;
    private readonly int _updates;

    public EvaluatedRunTests()
    {
        _whole = _folder.In("whole");
        _updates = (int)NewRun("whole").Train().Episodes;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_evaluations_are_lines_and_metrics_and_the_best_policy_is_kept()
    {
        var run = Open("whole");
        var points = run.ReadEvaluations();
        Assert.InRange(points.Count, 9000 / 500 - 3, 9000 / 400 + 1);
        Assert.All(points, point => Assert.Equal((3, true), (point.Result.Episodes, point.Result.IsGreedy)));
        Assert.Contains("\"evaluation/meanReturn\":", File.ReadAllText(_folder.In("whole", "metrics.jsonl")), StringComparison.Ordinal);

        var best = points.MaxBy(point => point.Result.Mean)!;
        Assert.Equal(best.Steps, points.Last(point => point.IsBest).Steps);
        var learner = run.LoadBest();
        Assert.Equal(best.Steps, learner.Steps);
        var again = Evaluation.Play(learner, run.Environment, RunSeeds.Selection(run.Seeds), new() { Episodes = 3 }, default);
        Assert.Equal(best.Result.Returns, again.Returns);
    }

    [Theory]
    [InlineData("ppo", "CartPole-v1")]
    [InlineData("ppo", "MountainCar-v0")]                              // with statistics of observations
    [InlineData("dqn", "CartPole-v1")]
    [InlineData("sac", "Pendulum-v1")]
    [InlineData("td3", "Pendulum-v1")]
    [InlineData("q-learning", "CliffWalking-v1")]
    public void The_best_policy_of_an_algorithm_earns_again_what_it_earned(string algorithm, string environment)
    {
        var entry = AlgorithmCatalog.Standard.Find(algorithm);
        var options = Presets.Standard.FindDefault(algorithm, environment)?.OptionsFor(entry) ?? entry.DefaultOptions;
        if (HasReplay()) options = entry.Settings.With(options, "hidden", "16");
        RunPlan plan = new(algorithm, environment, new(1300) { Evaluation = new(400) { Episodes = 2 } })
        {
            Options = options,
        };
        var run = Run.Create(_folder.In("run"), plan);
        run.Train();
        var (best, learner) = (run.Best!, run.LoadBest());
        Assert.Equal((best.Steps, best.Episodes), (learner.Steps, learner.Episodes));
        var again = Evaluation.Play(learner, run.Environment, RunSeeds.Selection(run.Seeds), new() { Episodes = 2 }, default);
        Assert.Equal(best.Result.Returns, again.Returns);
        if (HasReplay()) Assert.True(Size("best-*") < Size("final-*"));      // the best policy needs none
        return;

        bool HasReplay() => algorithm is "dqn" or "sac" or "td3";

        long Size(string pattern) => new FileInfo(Directory.GetFiles(_folder.In("run", "checkpoints"), pattern + ".safetensors").Single()).Length;
    }

    [Fact]
    public void As_many_checkpoints_are_kept_as_were_asked_for_and_each_can_be_loaded()
    {
        var run = Open("whole");
        Assert.Equal(4, run.Checkpoints.Count);                       // three at intervals, and the final one
        Assert.All(run.Checkpoints, step => Assert.Equal(step, run.LoadLearner(step).Steps));
        Assert.Equal(run.Checkpoints[^1], run.LoadLearner().Steps);
        var e = Assert.Throws<BadInputException>(() => run.LoadLearner(1));
        Assert.Contains(string.Join(", ", run.Checkpoints), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_evaluations_has_none_and_says_so()
    {
        var run = Run.Create(_folder.In("plain"), Plan with { Training = new(500) }, RandomSearch.Catalog);
        run.Train();
        Assert.False(run.HasBest);
        Assert.Empty(run.ReadEvaluations());
        Assert.False(File.Exists(_folder.In("plain", "evaluations.jsonl")));
        Assert.Contains("--evaluate-every", Assert.Throws<BadInputException>(run.LoadBest).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_gives_the_plan_back() => Assert.Equal(Plan.Training, Open("whole").Manifest.Training);

    [Fact]
    public void Stopped_again_and_again_it_ends_with_the_same_bytes()
    {
        var rng = new Rng(1);
        for (var trial = 0; trial < 3; trial++)
        {
            var name = $"stopped-{trial}";
            NewRun(name);
            for (var status = RunStatus.Running; status != RunStatus.Completed;)
            {
                using var source = new CancellationTokenSource();
                var left = rng.NextInteger(0, _updates / 2);
                var run = Open(name);
                run.ProgressInterval = TimeSpan.Zero;
                status = run.Train(new TrainingTests.Watcher(_ => CancelAt(left-- <= 0, source)), source.Token).Status;
            }

            AssertWhole(name);
        }
    }

    [Fact]
    public void Stopped_in_the_middle_of_evaluations_it_ends_with_the_same_bytes()
    {
        NewRun("midst");
        var (status, sessions) = (RunStatus.Running, 0);
        for (; status != RunStatus.Completed; sessions++)
        {
            using var source = new CancellationTokenSource();
            var run = Interruptible("midst", afterEvaluations: 3, source);
            status = run.Train(cancellation: source.Token).Status;
        }

        Assert.True(sessions > 3);
        AssertWhole("midst");
    }

    [Fact]
    public void Killed_at_any_update_it_ends_with_the_same_bytes()
    {
        var rng = new Rng(2);
        for (var trial = 0; trial < 6; trial++)
        {
            var (name, moment) = ($"killed-{trial}", rng.NextInteger(1, _updates));
            var run = NewRun("victim-" + name);
            run.ProgressInterval = TimeSpan.Zero;
            run.Train(new TrainingTests.Watcher(_ => CopyAt(moment-- == 0, "victim-" + name, name)));
            Assert.Equal(RunStatus.Completed, Open(name).Train().Status);
            AssertWhole(name);
        }
    }

    [Fact]
    public void A_run_that_goes_on_from_before_its_best_policy_does_not_know_it_yet()
    {
        var steps = Open("whole").Checkpoints;
        var best = Open("whole").ReadEvaluations().Last(point => point.IsBest).Steps;
        Copy("whole", "back");
        foreach (var step in steps.Where(step => step >= best)) Remove("back", step);
        SetRunning("back");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Open("back").Train(cancellation: source.Token);
        Assert.All(Open("back").ReadEvaluations(), point => Assert.True(point.Steps < best));
        Assert.False(Open("back").HasBest && Open("back").LoadBest().Steps >= best);
    }

    [Theory]
    [InlineData(60.0, null)]
    [InlineData(null, 2)]
    public void A_run_that_a_callback_ended_stays_ended_even_if_its_manifest_was_not_written(double? target, int? patience)
    {
        var plan = Plan with { Training = Plan.Training with { Evaluation = new(400) { TargetReturn = target, Patience = patience } } };
        var result = Run.Create(_folder.In("ended"), plan, RandomSearch.Catalog).Train();
        Assert.True(result.Steps < 9000);
        Assert.Equal(target is not null, result.TargetReached);
        SetRunning("ended");
        var again = Open("ended").Train();
        Assert.Equal((result.Steps, result.StopReason, result.TargetReached), (again.Steps, again.StopReason, again.TargetReached));
    }

    [Fact]
    public void A_manifest_from_before_there_were_evaluations_opens()
    {
        var run = Run.Create(_folder.In("old"), Plan with { Training = new(500) }, RandomSearch.Catalog);
        run.Train();
        var manifest = _folder.In("old", "manifest.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(manifest))!.AsObject();
        Assert.True(json["training"]!.AsObject().Remove("evaluation") && json["training"]!.AsObject().Remove("keptCheckpoints"));
        Assert.True(json["result"]!.AsObject().Remove("stopReason"));
        File.WriteAllText(manifest, json.ToJsonString());
        Assert.Equal(run.Manifest.Training, Open("old").Manifest.Training);
    }

    /// <summary>A run in whose folder the process is stopped while an evaluation goes on, and again in a callback
    /// behind it.</summary>
    private Run Interruptible(string name, int afterEvaluations, CancellationTokenSource source)
    {
        var left = afterEvaluations;
        var actors = RandomSearch.Algorithm;
        var catalog = AlgorithmCatalog.Empty.With(Algorithm.Of<RandomSearchOptions>(
            actors.Id, actors.Summary, actors.Source, actors.Actions, actors.Settings,
            (environment, options, seeds, _, _) => new Evaluated(
                new RandomSearch(environment, options, seeds), () => CancelAt(--left == 0, source))));
        return Run.Open(_folder.In(name), catalog);
    }

    private void AssertWhole(string name)
    {
        RunBytes.AssertEqual(_whole, _folder.In(name));
        Assert.Equal(
            File.ReadAllText(_folder.In("whole", "evaluations.jsonl")), File.ReadAllText(_folder.In(name, "evaluations.jsonl")));
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

    private void Remove(string name, long step)
    {
        foreach (var path in Directory.GetFiles(_folder.In(name, "checkpoints"), $"*-{step:D12}.json"))
            if (!Path.GetFileName(path).StartsWith("best", StringComparison.Ordinal)) File.Delete(path);
    }

    private void SetRunning(string name)
    {
        var manifest = _folder.In(name, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"completed\"", "\"running\"", StringComparison.Ordinal));
    }

    private Run NewRun(string name) => Run.Create(_folder.In(name), Plan, RandomSearch.Catalog);

    private Run Open(string name) => Run.Open(_folder.In(name), RandomSearch.Catalog);

    /// <summary>A learner that tells when its policy is about to act.</summary>
    private sealed class Evaluated(RandomSearch learner, Action begins) : ILearner
    {
        public long Steps => learner.Steps;

        public long Episodes => learner.Episodes;

        public string? Diverged => learner.Diverged;

        public void Learn() => learner.Learn();

        public void Report(IMetrics metrics) => learner.Report(metrics);

        public IActor NewActor(IVectorEnvironment environments, bool greedy)
        {
            begins();
            return learner.NewActor(environments, greedy);
        }

        public void Save(IStateWriter writer) => learner.Save(writer);

        public void Load(IStateReader reader) => learner.Load(reader);
    }
}

using System.Text.RegularExpressions;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Experiments.Tuning;
using Pathwise.Tests.Experiments.Runs;

namespace Pathwise.Tests.Experiments.Tuning;

public sealed partial class TuningStudyTests
{
    private static readonly TuningPlan Plan =
        new("random-search", "CartPole-v1", 900, ["scale=log:0.01..10", "divergesAt=0,50,250"])
        {
            Search = new() { Trials = 12, Episodes = 3 }, Seed = 5,
        };

    [Fact]
    public void A_search_leaves_a_line_for_each_trial_at_each_rung_and_a_run_for_each_trial()
    {
        using var folder = new TemporaryFolder();
        var study = Create(folder.In("study"), Plan);
        var result = study.Tune();
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal([100, 300, 900], result.Results.Select(one => one.Steps).Distinct());
        Assert.Equal(Enumerable.Range(0, 12), result.Results.Take(12).Select(one => one.Trial));
        Assert.Equal(4, result.Results.Count(one => one.Rung == 1));
        Assert.InRange(result.Results.Count(one => one.Rung == 2), 0, 1);
        Assert.True(result.Diverged > 0 && result.Results.All(one => one.IsSound != (one.Value is null)));
        Assert.All(
            result.Results.Where(one => one.Status == TrialStatus.Diverged),
            one => Assert.Contains("in the trial", one.Trouble, StringComparison.Ordinal));
        foreach (var last in result.Ranking)
        {
            var run = Run.Open(study.FolderOf(last), RandomSearch.Catalog);
            Assert.Equal(900, run.Manifest.Training.Steps);
            Assert.InRange(run.Manifest.Result!.Steps, last.IsSound ? last.Steps : 1, last.Steps + 500);
            if (last.IsSound) Assert.Equal(last.Value, run.Evaluations[0].Mean);
            Assert.Equal([run.Manifest.Seed], last.Seeds);
        }
    }

    [Fact]
    public void It_has_the_same_bytes_for_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        Create(folder.In("one"), Plan).Tune(parallel: 1);
        Create(folder.In("three"), Plan).Tune(parallel: 3);
        AssertSame(folder.In("one"), folder.In("three"));
    }

    /// <summary>Stopped again and again after a number of updates, with half a line left behind, as a kill may do, and
    /// with what only memory had, lost.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 2, 2)]
    public void Stopped_at_random_points_and_resumed_it_leaves_the_bytes_of_an_uninterrupted_search(
        int seed, int parallel, int seeds)
    {
        using var folder = new TemporaryFolder();
        var plan = Plan with { Search = Plan.Search with { Seeds = seeds } };
        Create(folder.In("whole"), plan).Tune();
        Create(folder.In("study"), plan);
        var (random, stops) = (new Random(seed), 0);
        for (var isOver = false; !isOver;)
        {
            using var stop = new CancellationTokenSource();
            var study = TuningStudy.Open(folder.In("study"), RandomSearch.Catalog);
            study.ProgressInterval = TimeSpan.Zero;
            var result = study.Tune(parallel, new StopAfter(random.Next(2, 40), stop), stop.Token);
            isOver = result.Status == RunStatus.Completed;
            if (isOver) break;
            Assert.Equal(RunStatus.Interrupted, result.Status);
            stops++;
            File.AppendAllText(folder.In("study", "trials.jsonl"), "{\"trial\":3,\"bra");
        }

        Assert.True(stops >= 2, $"{stops} stops");
        AssertSame(folder.In("whole"), folder.In("study"));
    }

    [Fact]
    public void What_the_journal_lost_is_found_in_the_runs()
    {
        using var folder = new TemporaryFolder();
        var plan = Plan with { Search = Plan.Search with { Strategy = TuningStrategy.Random } };
        Create(folder.In("whole"), plan).Tune();
        Create(folder.In("study"), plan).Tune();
        var journal = folder.In("study", "trials.jsonl");
        File.WriteAllLines(journal, File.ReadAllLines(journal)[..5]);
        Reopen(folder.In("study"));
        Assert.Equal(RunStatus.Completed, TuningStudy.Open(folder.In("study"), RandomSearch.Catalog).Tune().Status);
        Assert.Equal(Journal(folder.In("whole")), Journal(folder.In("study")));
    }

    [Fact]
    public void The_winner_repeats_bit_for_bit_as_a_run_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var study = Create(folder.In("study"), Plan with { Vary = ["scale=log:0.01..10"] });
        var best = study.Tune().Best!;
        var preset = Presets.Parse(File.ReadAllText(folder.In("study", "best.json")), "best.json")
            .Find("random-search", "CartPole-v1", TuningStudy.PresetName);
        Assert.Equal((900, best.Value), (preset.Steps, preset.ExpectedReturn));
        var run = Run.Create(
            folder.In("again"), new("random-search", "CartPole-v1", new(preset.Steps))
            {
                Seed = best.Seeds[0], Options = preset.OptionsFor(RandomSearch.Algorithm),
            }, RandomSearch.Catalog);
        run.Train();
        Assert.Equal(best.Value, run.Evaluate(new() { Episodes = 3 }).Mean);
        Assert.Equal(Checkpoints(study.FolderOf(best)), Checkpoints(run.Folder));
    }

    [Fact]
    public void A_trial_of_several_seeds_is_worth_what_they_are_together()
    {
        using var folder = new TemporaryFolder();
        var plan = Plan with
        {
            Vary = ["scale=0.1..1"],
            Search = new() { Trials = 3, Strategy = TuningStrategy.Random, Seeds = 4, Episodes = 5 },
        };
        var mean = Create(folder.In("mean"), plan).Tune();
        Assert.All(mean.Results, one => Assert.Equal(one.Means.Average()!.Value, one.Value!.Value, 9));
        Assert.All(mean.Results, one => Assert.Equal(4, one.Seeds.Distinct().Count()));
        Assert.Equal(12, mean.Results.SelectMany(one => one.Seeds).Distinct().Count());

        var middle = Create(folder.In("iqm"), plan with
        {
            Search = plan.Search with { Objective = TuningObjective.InterquartileMean },
        });
        var first = middle.Tune().Results[0];
        double[] returns =
        [
            .. Directory.GetDirectories(folder.In("iqm", "trials", "0000"))
                .SelectMany(run => Run.Open(run, RandomSearch.Catalog).Evaluations[0].Returns).Order(),
        ];
        Assert.Equal(20, returns.Length);
        Assert.Equal(returns[5..15].Average(), first.Value!.Value, 9);
    }

    [Fact]
    public void A_trial_that_fails_says_why_and_the_search_goes_on()
    {
        using var folder = new TemporaryFolder();
        var fragile = AlgorithmCatalog.Empty.With(Algorithm.Of<RandomSearchOptions>(
            "random-search", "Breaks.", "here", ActionKinds.Discrete, RandomSearchOptions.Settings,
            (environment, options, seeds, _, _) => options.Scale switch
            {
                > 1 => throw new BadInputException("The scale and the environment do not go together."),
                < 0.1 => throw new InvalidOperationException("out of order"),
                _ => new RandomSearch(environment, options, seeds),
            }));
        var study = TuningStudy.Create(folder.In("study"), Plan with { Vary = ["scale=log:0.01..10"] }, fragile);
        var result = study.Tune();
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.InRange(result.Failed, 2, 11);
        Assert.NotNull(result.Best);
        Assert.Contains(result.Results, one => one.Trouble == "The scale and the environment do not go together.");
        Assert.Contains(result.Results, one => one.Trouble == "InvalidOperationException: out of order");
        Assert.All(result.Results.Where(one => one.Rung > 0), one => Assert.True(one.IsSound));
    }

    [Fact]
    public void A_search_in_which_all_break_ends_without_a_best()
    {
        using var folder = new TemporaryFolder();
        var result = Create(folder.In("study"), Plan with { Vary = ["divergesAt=1,2"] }).Tune();
        Assert.Equal((RunStatus.Completed, 12, 12), (result.Status, result.Results.Count, result.Diverged));
        Assert.Null(result.Best);
        Assert.False(File.Exists(folder.In("study", "best.json")));
    }

    [Fact]
    public void Progress_ends_with_all_steps_taken()
    {
        using var folder = new TemporaryFolder();
        var reports = new Reports();
        var study = Create(folder.In("study"), Plan);
        study.ProgressInterval = TimeSpan.Zero;
        var result = study.Tune(progress: reports);
        var last = reports.All[^1];
        Assert.Equal((last.TotalSteps, 3, 3), (last.Steps, last.Rung, last.Rungs));
        Assert.Equal(result.Best?.Trial, last.Best?.Trial);
        Assert.All(reports.All.Zip(reports.All.Skip(1)), pair => Assert.True(pair.First.Steps <= pair.Second.Steps));
        Assert.All(reports.All, report => Assert.InRange(report.Steps, 0, report.TotalSteps));
    }

    [Fact]
    public void What_cannot_be_searched_is_refused_before_there_is_a_folder()
    {
        using var folder = new TemporaryFolder();
        AssertRefused("random-serch", Plan with { Algorithm = "random-serch" });
        AssertRefused("CartPol-v1", Plan with { Environment = "CartPol-v1" });
        AssertRefused("scales", Plan with { Vary = ["scales=1..2"] });
        AssertRefused("Pendulum-v1", Plan with { Environment = "Pendulum-v1" });
        AssertRefused("steps", Plan with { Steps = 0 });
        AssertRefused("at once", Plan with { Parallel = 0 });
        AssertRefused("trials", Plan with { Search = new() { Trials = 0 } });
        Assert.False(Directory.Exists(folder.In("study")));

        void AssertRefused(string part, TuningPlan plan) => Assert.Contains(
            part, Assert.Throws<BadInputException>(() => Create(folder.In("study"), plan)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_another_kind_and_a_journal_that_was_altered_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Run.Create(folder.In("run"), new("random-search", "CartPole-v1", new(10)), RandomSearch.Catalog);
        AssertSays("not a search for settings", () => TuningStudy.Open(folder.In("run"), RandomSearch.Catalog));
        AssertSays("holds no run", () => TuningStudy.Open(folder.Path));
        Create(folder.In("study"), Plan).Tune();
        AssertSays("pathwise tune", () => Run.Open(folder.In("study")));
        AssertSays("There is a run", () => Create(folder.In("study"), Plan));

        var lines = File.ReadAllLines(folder.In("study", "trials.jsonl"));
        (lines[1], lines[2]) = (lines[2], lines[1]);
        File.WriteAllLines(folder.In("study", "trials.jsonl"), lines);
        Reopen(folder.In("study"));
        AssertSays("line 2 tells of trial 2", () => TuningStudy.Open(folder.In("study"), RandomSearch.Catalog).Tune());
        File.WriteAllText(folder.In("study", "trials.jsonl"), "{\"trial\":0}\n");
        AssertSays("Line 1", () => TuningStudy.Open(folder.In("study"), RandomSearch.Catalog).ReadResult());

        static void AssertSays(string part, Action open) =>
            Assert.Contains(part, Assert.Throws<BadInputException>(open).Message, StringComparison.Ordinal);
    }

    private static TuningStudy Create(string folder, TuningPlan plan) =>
        TuningStudy.Create(folder, plan, RandomSearch.Catalog);

    /// <summary>The manifest of a search that has not ended.</summary>
    private static void Reopen(string study)
    {
        var manifest = Path.Combine(study, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest)
            .Replace("\"status\": \"completed\"", "\"status\": \"running\"", StringComparison.Ordinal));
    }

    private static void AssertSame(string expected, string actual)
    {
        Assert.Equal(Journal(expected), Journal(actual));
        Assert.Equal(
            File.ReadAllText(Path.Combine(expected, "best.json")), File.ReadAllText(Path.Combine(actual, "best.json")));
        var runs = Directory.GetFiles(Path.Combine(expected, "trials"), "manifest.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(expected, Path.GetDirectoryName(file)!)).ToArray();
        Assert.NotEmpty(runs);
        foreach (var run in runs)
        {
            var (one, other) = (Path.Combine(expected, run), Path.Combine(actual, run));
            Assert.Equal(Checkpoints(one), Checkpoints(other));
            Assert.Equal(WithoutSeconds(one, "metrics.jsonl"), WithoutSeconds(other, "metrics.jsonl"));
        }
    }

    private static string Journal(string study) => WithoutSeconds(study, "trials.jsonl");

    private static string WithoutSeconds(string folder, string name) =>
        Seconds().Replace(File.ReadAllText(Path.Combine(folder, name)), "");

    private static SortedDictionary<string, string> Checkpoints(string run)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(Path.Combine(run, "checkpoints"))) return files;
        foreach (var file in Directory.GetFiles(Path.Combine(run, "checkpoints")))
            files[Path.GetFileName(file)] = Convert.ToHexString(File.ReadAllBytes(file));
        return files;
    }

    [GeneratedRegex("\"seconds\":[^,}]*")]
    private static partial Regex Seconds();

    private sealed class StopAfter(int reports, CancellationTokenSource stop) : IProgress<TuningProgress>
    {
        private int _left = reports;

        public void Report(TuningProgress value)
        {
            if (--_left == 0) stop.Cancel();
        }
    }

    private sealed class Reports : IProgress<TuningProgress>
    {
        public List<TuningProgress> All { get; } = [];

        public void Report(TuningProgress value) => All.Add(value);
    }
}

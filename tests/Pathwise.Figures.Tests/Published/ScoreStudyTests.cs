using Pathwise.Experiments;
using Pathwise.Experiments.Replication;
using Pathwise.Experiments.Runs;
using Pathwise.Figures.Published;
using Pathwise.Figures.Published.Scores;

namespace Pathwise.Figures.Tests.Published;

public sealed class ScoreStudyTests : IDisposable
{
    private const int Seeds = 2;

    private static readonly ScoreLine
        Plain = new("reinforce", "ShortCorridor-v0", "default", -11.7, 0.5) { Bar = -1e6 },
        Baseline = new("reinforce-baseline", "ShortCorridor-v0", "default");

    private static readonly EvaluationPlan Short = new() { Episodes = 3, MaxEpisodeSteps = 100 };

    private readonly string _folder = Directory.CreateTempSubdirectory("scores-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_interrupted_goes_on_and_ends_as_if_it_had_not_been()
    {
        var straight = Study("straight").Train(Baseline, 2, null, CancellationToken.None);
        using var end = new CancellationTokenSource();
        var broken = Study("broken");
        Assert.ThrowsAny<OperationCanceledException>(
            () => broken.Train(Baseline, 1, new Told(_ => end.Cancel()), end.Token));
        Assert.Null(broken.Kept(Baseline));

        var resumed = Study("broken").Train(Baseline, 1, null, CancellationToken.None);
        Assert.Equal(straight.Means, resumed.Means);
    }

    [Fact]
    public void What_is_kept_is_not_trained_again_and_what_is_stale_is()
    {
        var study = Study("kept");
        var first = study.Train(Plain, 1, null, CancellationToken.None);
        var told = new List<FigureProgress>();
        Assert.Equal(first.Means, study.Train(Plain, 1, new Told(told.Add), CancellationToken.None).Means);
        Assert.Empty(told);
        Assert.Null(new ScoreStudy(Path.Combine(_folder, "kept"), Seeds + 1, Short).Kept(Plain));

        var other = Presets.Standard.Find(Plain.Algorithm, Plain.Environment);
        var options = (PolicyGradients.ReinforceOptions)other.OptionsFor(
            AlgorithmCatalog.Standard.Find(Plain.Algorithm));
        var plan = new RunPlan(Plain.Algorithm, Plain.Environment, new TrainingPlan(other.Steps))
        {
            Seed = 1, Options = options with { Gamma = 0.5 },
        };
        Replicates.Create(Path.Combine(_folder, "stale", "reinforce-ShortCorridor-v0-default"), plan, Seeds);
        Assert.Equal(first.Means, Study("stale").Train(Plain, 1, null, CancellationToken.None).Means);
    }

    [Fact]
    public void A_chosen_part_is_computed_and_shown_with_those_that_are_kept()
    {
        var figure = new PublishedFigure(
            "tiny", "Tiny", "Two lines.", "nobody", [Plain.Name, Baseline.Name],
            (one, work) => RlBenchmark.Compute(one, work, [Plain, Baseline], Seeds, Short));
        var request = new FigureRequest { Threads = 1, Folder = Path.Combine(_folder, "parts") };

        var report = figure.Reproduce(request with { Only = ["REINFORCE"] }, null, CancellationToken.None);
        Assert.Equal("1 of 2 parts.", report.Note);
        Assert.Equal("reinforce in ShortCorridor-v0 (default): interquartile mean", Assert.Single(report.Rows).Name);

        report = figure.Reproduce(request with { Only = [Baseline.Name] }, null, CancellationToken.None);
        Assert.Equal(["reinforce", "reinforce-baseline"], report.Rows.Select(row => row.Name.Split(' ')[0]));
        Assert.True(report.Rows[0].HasVerdict && !report.Rows[1].HasVerdict);
        var text = report.ToMarkdown();
        Assert.Contains("| ShortCorridor-v0 | reinforce | default | 30,000 | ", text, StringComparison.Ordinal);
        Assert.Contains(" | −11.7 ± 0.5 |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_part_is_said()
    {
        var benchmark = PublishedFigures.Find("rl-benchmark");
        var failure = Assert.Throws<BadInputException>(() => benchmark.Check(new() { Only = ["CartPole-v2"] }));
        Assert.Contains("did you mean 'CartPole-v1'", failure.Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => benchmark.Check(new() { Size = FigureSize.Full }));
        benchmark.Check(new() { Only = ["ppo", "Acrobot-v1", "DQN/CartPole-v1", "dqn/CartPole-v1/zoo"], Threads = 3 });
        Assert.Throws<BadInputException>(() => PublishedFigures.Find("figure-13.1").Check(new() { Only = ["ppo"] }));
    }

    [Fact]
    public void Every_part_is_a_preset_and_every_bar_is_for_the_one_that_is_used_unasked()
    {
        var parts = PublishedFigures.Find("rl-benchmark").Parts;
        Assert.Equal(parts.Count, parts.Distinct().Count());
        Assert.All(parts, part =>
        {
            var pieces = part.Split('/');
            Assert.NotNull(Presets.Standard.Find(pieces[0], pieces[1], pieces[2]));
        });
        foreach (var pair in (string[])["ppo/CartPole-v1", "dqn/MountainCar-v0", "sac/Pendulum-v1", "td3/Pendulum-v1"])
            Assert.Contains(parts, part => part.StartsWith(pair, StringComparison.Ordinal));
    }

    private ScoreStudy Study(string name) => new(Path.Combine(_folder, name), Seeds, Short);

    private sealed class Told(Action<FigureProgress> listener) : IProgress<FigureProgress>
    {
        public void Report(FigureProgress value) => listener(value);
    }
}

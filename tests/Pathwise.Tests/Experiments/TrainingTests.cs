using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments;

public sealed class TrainingTests
{
    private static readonly EnvironmentEntry CartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");

    [Fact]
    public void It_ends_with_the_update_that_reaches_the_steps()
    {
        var learner = New(new());
        var result = new Training(learner, new(3000)).Run();
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.InRange(learner.Steps, 3000, 3000 + 500);
        Assert.Equal((learner.Steps, learner.Episodes), (result.Steps, result.Episodes));
        Assert.False(result.TargetReached);
    }

    [Fact]
    public void It_stops_as_soon_as_the_last_episodes_earn_the_target()
    {
        var returns = new List<double>();
        var learner = new Spy(New(new()), returns);
        var result = new Training(learner, new(10_000_000) { TargetReturn = 60, TargetEpisodes = 10 }).Run();

        Assert.Equal((RunStatus.Completed, true), (result.Status, result.TargetReached));
        Assert.True(returns.TakeLast(10).Average() >= 60);
        for (var n = 10; n < returns.Count; n++) Assert.True(returns.Skip(n - 10).Take(10).Average() < 60);
    }

    [Fact]
    public void Asked_to_stop_it_stops_after_the_present_update()
    {
        using var source = new CancellationTokenSource();
        var learner = New(new());
        var training = new Training(learner, new(1_000_000)) { ProgressInterval = TimeSpan.Zero };
        var result = training.Run(new Watcher(progress => Cancel(progress.Episodes == 5, source)), source.Token);
        Assert.Equal((RunStatus.Interrupted, 5L), (result.Status, result.Episodes));
    }

    [Fact]
    public void A_number_that_blows_up_ends_it_as_diverged()
    {
        var result = new Training(New(new() { DivergesAt = 500 }), new(10_000)).Run();
        Assert.Equal((RunStatus.Diverged, "the trial"), (result.Status, result.DivergedIn));
        Assert.InRange(result.Steps, 500, 1000);
    }

    [Fact]
    public void A_metric_that_is_not_a_number_ends_it_as_diverged()
    {
        var result = new Training(New(new() { SpoilsMetricAt = 500 }), new(10_000)).Run();
        Assert.Equal((RunStatus.Diverged, "search/spoiled"), (result.Status, result.DivergedIn));
    }

    [Fact]
    public void Progress_tells_how_it_goes()
    {
        var reports = new List<TrainingProgress>();
        var returns = new List<double>();
        var clock = new Clock();
        var training = new Training(new Spy(New(new()), returns, () => clock.Now += TimeSpan.FromSeconds(1)),
            new(200_000), clock)
        {
            ProgressInterval = TimeSpan.Zero,
        };
        var result = training.Run(new Watcher(reports.Add));

        Assert.Equal((0L, 200_000L, 0L, 0.0, (TimeSpan?)null), Head(reports[0]));
        Assert.True(double.IsNaN(reports[0].MeanReturn));
        var middle = reports[150];
        Assert.Equal(150, middle.Episodes);
        Assert.Equal(returns.Take(150).TakeLast(100).Average(), middle.MeanReturn, tolerance: 1e-9);
        Assert.Equal(TimeSpan.FromSeconds(150), middle.Elapsed);
        Assert.Equal(middle.Steps / 150.0, middle.StepsPerSecond, tolerance: 1e-9);
        Assert.Equal((200_000 - middle.Steps) / middle.StepsPerSecond, middle.TimeLeft!.Value.TotalSeconds,
            tolerance: 1e-6);
        Assert.Equal((result.Steps, result.Elapsed), (reports[^1].Steps, reports[^1].Elapsed));
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
        return;

        static (long, long, long, double, TimeSpan?) Head(TrainingProgress p) =>
            (p.Steps, p.TotalSteps, p.Episodes, p.StepsPerSecond, p.TimeLeft);
    }

    [Fact]
    public void The_curve_holds_the_mean_return_of_each_interval()
    {
        var returns = new List<double>();
        var training = new Training(new Spy(New(new()), returns), new(5000) { MetricsEvery = 0 });
        training.Run();
        Assert.Equal(returns, training.Curve.Select(point => point.Return));

        var coarse = new Training(New(new()), new(5000) { MetricsEvery = 1000 });
        coarse.Run();
        var last = 0L;
        foreach (var point in coarse.Curve)
        {
            Assert.Equal(returns.Skip((int)last).Take((int)(point.Episodes - last)).Average(), point.Return,
                tolerance: 1e-9);
            last = point.Episodes;
        }

        Assert.Equal(returns.Count, last);
    }

    [Fact]
    public void It_allocates_nothing_per_update_once_it_runs()
    {
        var counts = new List<long>(10_000);
        var training = new Training(New(new()), new(60_000)) { ProgressInterval = TimeSpan.Zero };
        training.Run(new Watcher(_ => counts.Add(GC.GetAllocatedBytesForCurrentThread())));
        var warm = counts.Count / 2;
        Assert.Equal(counts[warm], counts[^2]);
    }

    [Theory]
    [InlineData(0, 100, 10, 10)]
    [InlineData(10, 0, 10, 10)]
    [InlineData(10, 100, -1, 10)]
    [InlineData(10, 100, 10, -1)]
    public void A_plan_out_of_range_is_refused(long steps, int targetEpisodes, long metricsEvery, long checkpointEvery)
    {
        var plan = new TrainingPlan(steps) { TargetEpisodes = targetEpisodes, MetricsEvery = metricsEvery,
            CheckpointEvery = checkpointEvery };
        Assert.Throws<BadInputException>(() => new Training(New(new()), plan));
    }

    private static RandomSearch New(RandomSearchOptions options) => new(CartPole, options, new SeedSequence(1));

    private static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now) source.Cancel();
    }

    internal sealed class Watcher(Action<TrainingProgress> watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => watch(value);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    /// <summary>A learner whose episodes are written down.</summary>
    private sealed class Spy(RandomSearch learner, List<double> returns, Action? onLearn = null) : ILearner
    {
        private readonly Recorder _recorder = new(returns);

        public long Steps => learner.Steps;

        public long Episodes => learner.Episodes;

        public string? Diverged => learner.Diverged;

        public void Learn()
        {
            onLearn?.Invoke();
            learner.Learn();
        }

        public void Report(IMetrics metrics)
        {
            learner.Report(_recorder);
            learner.Report(metrics);
        }

        public IActor NewActor(IVectorEnvironment environments, bool greedy) => learner.NewActor(environments, greedy);

        public void Save(IStateWriter writer) => learner.Save(writer);

        public void Load(IStateReader reader) => learner.Load(reader);

        private sealed class Recorder(List<double> returns) : IMetrics
        {
            public void Add(string name, double value)
            {
                if (name == IMetrics.EpisodeReturn) returns.Add(value);
            }
        }
    }
}

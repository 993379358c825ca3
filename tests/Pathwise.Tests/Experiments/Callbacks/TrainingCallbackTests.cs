using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Callbacks;
using Pathwise.Experiments.Formats;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Callbacks;

public sealed class TrainingCallbackTests
{
    private static readonly EnvironmentEntry CartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");
    private static readonly SeedSequence Seeds = new(1);

    [Fact]
    public void Callbacks_are_called_in_their_order_after_each_update()
    {
        var calls = new List<(string, long, long)>();
        var training = new Training(New(), new(1000))
        {
            Callbacks = [new Spy(m => calls.Add(("a", m.StepsBefore, m.Learner.Steps))),
                new Spy(m => calls.Add(("b", m.StepsBefore, m.Learner.Steps)))],
        };
        var result = training.Run();
        Assert.Equal(2 * result.Episodes, calls.Count);
        var before = 0L;
        for (var i = 0; i < calls.Count; i += 2)
        {
            Assert.Equal(("a", before, calls[i].Item3), calls[i]);
            Assert.Equal(calls[i] with { Item1 = "b" }, calls[i + 1]);
            before = calls[i].Item3;
        }

        Assert.Equal(result.Steps, before);
    }

    [Fact]
    public void A_callback_ends_the_training_and_those_behind_it_are_not_called()
    {
        var behind = 0;
        var training = new Training(New(), new(1_000_000))
        {
            Callbacks = [new Spy(m => { if (m.Learner.Episodes == 7) m.Stop("seven"); }), new Spy(_ => behind++)],
        };
        var result = training.Run();
        Assert.Equal((RunStatus.Completed, 7L, "seven", false, 6),
            (result.Status, result.Episodes, result.StopReason, result.TargetReached, behind));
    }

    [Fact]
    public void What_a_callback_adds_is_a_metric_and_one_that_is_not_finite_ends_it_as_diverged()
    {
        var training = new Training(New(), new(1000)) { Callbacks = [new Spy(m => m.Metrics.Add("spoiled", double.NaN))] };
        var result = training.Run();
        Assert.Equal((RunStatus.Diverged, "spoiled", 1L), (result.Status, result.DivergedIn, result.Episodes));
    }

    [Fact]
    public void Evaluation_comes_whenever_its_steps_have_passed_and_remembers_the_best()
    {
        var (learner, evaluation) = (New(), new PeriodicEvaluation(CartPole, Seeds, 500));
        var (seen, means) = (new List<long>(), new List<double>());
        var training = new Training(learner, new(6000))
        {
            Callbacks = [evaluation, new Spy(m =>
            {
                Assert.Equal(m.HasPassed(500), evaluation.IsNew);
                if (!evaluation.IsNew) return;
                seen.Add(m.Learner.Steps);
                means.Add(evaluation.Last);
                Assert.Equal((means.Max(), seen[means.IndexOf(means.Max())]), (evaluation.Best, evaluation.BestSteps));
                Assert.Equal(means.Count - 1 - means.IndexOf(means.Max()), evaluation.SinceBest);
                Assert.Equal(means.Count, evaluation.Count);
            })],
        };
        training.Run();
        Assert.Equal(seen.Select(step => step / 500).Distinct(), seen.Select(step => step / 500));
        Assert.True(means.Distinct().Count() > 2);
    }

    [Fact]
    public void It_plays_episodes_of_its_own_and_the_same_ones_each_time()
    {
        var learner = New();
        EvaluationPlan plan = new() { Episodes = 4 };
        var evaluation = new PeriodicEvaluation(CartPole, Seeds, 100, plan);
        var training = new Training(learner, new(400))
        {
            Callbacks = [evaluation, new Spy(_ =>
            {
                if (!evaluation.IsNew) return;
                var selection = Evaluation.Play(learner, CartPole, RunSeeds.Selection(Seeds), plan, default);
                Assert.Equal(selection.Mean, evaluation.Last);
            })],
        };
        training.Run();
        Assert.NotEqual(
            Evaluation.Of(learner, CartPole, Seeds, plan).Returns,
            Evaluation.Play(learner, CartPole, RunSeeds.Selection(Seeds), plan, default).Returns);
    }

    [Fact]
    public void A_training_ends_at_the_first_evaluation_that_earns_enough()
    {
        var means = new List<double>();
        var evaluation = new PeriodicEvaluation(CartPole, Seeds, 200);
        var training = new Training(New(), new(1_000_000))
        {
            Callbacks = [evaluation, new Spy(_ => means.AddRange(evaluation.IsNew ? [evaluation.Last] : [])),
                new StopAtReturn(evaluation, 80)],
        };
        var result = training.Run();
        Assert.True(result.TargetReached);
        Assert.Equal("an evaluation has reached 80", result.StopReason);
        Assert.True(means[^1] >= 80);
        Assert.All(means.SkipLast(1), mean => Assert.True(mean < 80));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 12)]
    public void A_training_ends_once_it_gets_no_better(int patience, int least)
    {
        var means = new List<double>();
        var evaluation = new PeriodicEvaluation(CartPole, Seeds, 200);
        var training = new Training(New(), new(1_000_000))
        {
            Callbacks = [evaluation, new Spy(_ => means.AddRange(evaluation.IsNew ? [evaluation.Last] : [])),
                new StopWithoutImprovement(evaluation, patience, least)],
        };
        var result = training.Run();
        Assert.Equal((RunStatus.Completed, false), (result.Status, result.TargetReached));
        Assert.NotNull(result.StopReason);
        Assert.Equal(Enumerable.Range(1, means.Count).First(n => n > least && IsOver(n)), means.Count);
        return;

        // The last `patience` of n means are none of them greater than the greatest before them.
        bool IsOver(int n) => n > patience && means.Take(n).TakeLast(patience).Max() <= means.Take(n - patience).Max();
    }

    [Fact]
    public void With_and_without_evaluation_the_same_bytes_are_learned()
    {
        var options = new PpoOptions { Environments = 4, RolloutSteps = 32, NormalizeObservations = true };
        byte[] Learned(bool isEvaluated)
        {
            var learner = Ppo.Create(CartPole, options, Seeds, horizon: 2000);
            new Training(learner, new(2000))
            {
                Callbacks = isEvaluated ? [new PeriodicEvaluation(CartPole, Seeds, 128)] : [],
            }.Run();
            return Bytes(learner);
        }

        Assert.Equal(Learned(false), Learned(true));
    }

    [Fact]
    public void Evaluation_changes_no_statistics_of_observations()
    {
        var options = new PpoOptions { Environments = 4, RolloutSteps = 32, NormalizeObservations = true };
        var learner = Ppo.Create(CartPole, options, Seeds, horizon: 2000);
        learner.Learn();
        var before = Bytes(learner);
        var evaluation = Evaluation.Of(learner, CartPole, Seeds);
        Assert.Equal(before, Bytes(learner));
        Assert.Equal(evaluation.Returns, Evaluation.Of(learner, CartPole, Seeds).Returns);
    }

    [Fact]
    public void Updates_without_an_evaluation_allocate_nothing()
    {
        var counts = new List<long>(10_000);
        var evaluation = new PeriodicEvaluation(CartPole, Seeds, 50_000);
        var training = new Training(New(), new(40_000))
        {
            ProgressInterval = TimeSpan.Zero,
            Callbacks = [evaluation, new StopAtReturn(evaluation, 500), new StopWithoutImprovement(evaluation, 1)],
        };
        training.Run(new TrainingTests.Watcher(_ => counts.Add(GC.GetAllocatedBytesForCurrentThread())));
        Assert.Equal(counts[counts.Count / 2], counts[^2]);
    }

    [Fact]
    public void Progress_tells_of_evaluations()
    {
        var reports = new List<TrainingProgress>();
        var evaluation = new PeriodicEvaluation(CartPole, Seeds, 300);
        var training = new Training(New(), new(3000)) { ProgressInterval = TimeSpan.Zero, Callbacks = [evaluation] };
        training.Run(new TrainingTests.Watcher(reports.Add));
        Assert.Null(reports[0].LastEvaluation);
        Assert.Equal((evaluation.Last, evaluation.Best), (reports[^1].LastEvaluation, reports[^1].BestEvaluation));
    }

    [Theory]
    [InlineData(0, 10, null, null)]
    [InlineData(100, 0, null, null)]
    [InlineData(100, 10, double.NaN, null)]
    [InlineData(100, 10, null, 0)]
    public void A_schedule_out_of_range_is_refused(long every, int episodes, double? target, int? patience)
    {
        EvaluationSchedule schedule = new(every) { Episodes = episodes, TargetReturn = target, Patience = patience };
        Assert.Throws<BadInputException>(() => new Training(New(), new(100) { Evaluation = schedule }));
    }

    private static RandomSearch New() => new(CartPole, new(), Seeds);

    private static byte[] Bytes(ILearner learner)
    {
        var writer = new SafetensorsWriter();
        learner.Save(writer);
        using var stream = new MemoryStream();
        writer.Save(stream);
        return stream.ToArray();
    }

    /// <summary>A callback without a state.</summary>
    private sealed class Spy(Action<TrainingMoment> call) : ITrainingCallback
    {
        public void Updated(TrainingMoment moment) => call(moment);
    }
}

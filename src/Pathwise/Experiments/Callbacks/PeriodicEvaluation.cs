using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Callbacks;

/// <summary>Evaluates the policy at intervals while it learns, and keeps the best one.</summary>
/// <remarks>
/// <para>Every evaluation plays the same episodes, with streams of their own (<see cref="RunSeeds.Selection"/>): two
/// of them differ by the policy alone, and what is learned does not change. The episodes of
/// <see cref="RunSeeds.Evaluation"/>, by which a run is judged at its end, are others, so that the best policy is
/// not praised for the luck it was selected by.</para>
/// <para>It acts with the learner's statistics of observations as they stand, and changes them not. The metrics are
/// <see cref="IMetrics.EvaluationReturn"/> and <see cref="IMetrics.EvaluationLength"/>.</para>
/// </remarks>
public sealed class PeriodicEvaluation : ITrainingCallback
{
    private readonly EnvironmentEntry _environment;
    private readonly SeedSequence _seeds;
    private readonly EvaluationPlan _plan;
    private readonly long _every;
    private long _count, _bestSteps, _sinceBest;
    private double _last = double.NaN, _best = double.NaN;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="environment">Where the policy acts.</param>
    /// <param name="run">The run's seeds; only <see cref="RunSeeds.Selection"/> of them is drawn from.</param>
    /// <param name="every">Environment steps of learning between two evaluations, ≥ 1.</param>
    /// <param name="plan">How many episodes, and how actions are chosen; null for 10, greedily.</param>
    /// <exception cref="BadInputException">A number is out of range.</exception>
    public PeriodicEvaluation(
        EnvironmentEntry environment, SeedSequence run, long every, EvaluationPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        (_environment, _seeds) = (environment, RunSeeds.Selection(run));
        _every = new EvaluationSchedule(every).Validated().Every;
        _plan = (plan ?? new() { Episodes = new EvaluationSchedule(every).Episodes }).Validated();
    }

    /// <summary>Evaluations so far.</summary>
    public long Count => _count;

    /// <summary>Whether there was one after the last update.</summary>
    public bool IsNew { get; private set; }

    /// <summary>The mean return of the last one; NaN before the first.</summary>
    public double Last => _last;

    /// <summary>The greatest mean return; NaN before the first.</summary>
    public double Best => _best;

    /// <summary>Environment steps that the best policy had learned from.</summary>
    public long BestSteps => _bestSteps;

    /// <summary>Evaluations since the best one.</summary>
    public long SinceBest => _sinceBest;

    /// <inheritdoc/>
    public void Updated(TrainingMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        IsNew = false;
        if (!moment.HasPassed(_every)) return;

        var learner = moment.Learner;
        var result = Evaluation.Play(learner, _environment, _seeds, _plan, moment.Cancellation);
        var isBest = _count == 0 || result.Mean > _best;
        (IsNew, _last, _count) = (true, result.Mean, _count + 1);
        (_best, _bestSteps, _sinceBest) = isBest
            ? (result.Mean, learner.Steps, 0)
            : (_best, _bestSteps, _sinceBest + 1);

        moment.Metrics.Add(IMetrics.EvaluationReturn, result.Mean);
        moment.Metrics.Add(IMetrics.EvaluationLength, result.MeanLength);
        moment.Evaluated(new(learner.Steps, learner.Episodes, result, isBest), _best);
        if (isBest) moment.KeepBest();
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<double>("returns", [_last, _best]);
        writer.Write<long>("counters", [_count, _bestSteps, _sinceBest, IsNew ? 1 : 0]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> returns = stackalloc double[2];
        Span<long> counters = stackalloc long[4];
        reader.Read("returns", returns);
        reader.Read("counters", counters);
        (_last, _best) = (returns[0], returns[1]);
        (_count, _bestSteps, _sinceBest, IsNew) = (counters[0], counters[1], counters[2], counters[3] != 0);
    }
}

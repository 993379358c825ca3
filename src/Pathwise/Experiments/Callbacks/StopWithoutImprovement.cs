namespace Pathwise.Experiments.Callbacks;

/// <summary>Ends a training that gets no better: after some evaluations in a row whose mean return is no greater than
/// the best.</summary>
public sealed class StopWithoutImprovement : ITrainingCallback
{
    private readonly PeriodicEvaluation _evaluation;
    private readonly int _patience, _least;

    /// <summary>Prepares to watch an evaluation.</summary>
    /// <param name="evaluation">The evaluation, which stands before this in the list.</param>
    /// <param name="patience">Evaluations in a row without improvement that end it, ≥ 1.</param>
    /// <param name="least">Evaluations that there must be before, ≥ 0.</param>
    public StopWithoutImprovement(PeriodicEvaluation evaluation, int patience, int least = 0)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(least);
        (_evaluation, _patience, _least) = (evaluation, patience, least);
    }

    /// <inheritdoc/>
    public void Updated(TrainingMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        if (_evaluation.IsNew && _evaluation.SinceBest >= _patience && _evaluation.Count > _least)
            moment.Stop($"{_evaluation.SinceBest} evaluations in a row were no better than the best");
    }
}

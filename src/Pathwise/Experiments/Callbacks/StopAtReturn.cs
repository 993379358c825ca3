using System.Globalization;

namespace Pathwise.Experiments.Callbacks;

/// <summary>Ends a training once an evaluation earns enough.</summary>
/// <param name="evaluation">The evaluation, which stands before this in the list.</param>
/// <param name="target">The mean return that is enough.</param>
public sealed class StopAtReturn(PeriodicEvaluation evaluation, double target) : ITrainingCallback
{
    /// <inheritdoc/>
    public void Updated(TrainingMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        if (evaluation.IsNew && evaluation.Last >= target)
            moment.Stop(
                string.Create(CultureInfo.InvariantCulture, $"an evaluation has reached {target}"),
                targetReached: true);
    }
}

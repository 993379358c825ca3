using Pathwise.Experiments.Callbacks;

namespace Pathwise.Experiments;

/// <summary>Something that is called after each update of a training: it may look, report numbers, keep the policy, or
/// end the training.</summary>
/// <remarks>
/// <para>Callbacks are composed, not derived from each other: a training has a list of them and calls them in its
/// order; one that builds upon another is given it, as <see cref="StopAtReturn"/> is given a
/// <see cref="PeriodicEvaluation"/>.</para>
/// <para>A callback must not change what is learned: it draws from streams of its own and acts in environments of its
/// own. What it remembers is saved with the training, so that one that was interrupted goes on as if it had not been;
/// one that remembers nothing need not write <see cref="ISaved.Save"/> and <see cref="ISaved.Load"/>.</para>
/// </remarks>
public interface ITrainingCallback : ISaved
{
    /// <summary>An update has been learned from and has reported; its line of metrics and its checkpoint are not yet
    /// written.</summary>
    /// <param name="moment">How the training stands, and what can be asked of it; valid during the call.</param>
    /// <exception cref="OperationCanceledException">The training was asked to stop meanwhile. Nothing must have
    /// changed: for this update the callback is called again when the training goes on.</exception>
    void Updated(TrainingMoment moment);

    /// <summary>Writes what it remembers; unless implemented, nothing.</summary>
    void ISaved.Save(IStateWriter writer) { }

    /// <summary>Restores what it wrote; unless implemented, nothing.</summary>
    void ISaved.Load(IStateReader reader) { }
}

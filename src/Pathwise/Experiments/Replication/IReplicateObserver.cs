namespace Pathwise.Experiments.Replication;

/// <summary>Is told how one seed of several goes, on the thread that trains it.</summary>
public interface IReplicateObserver : IProgress<TrainingProgress>
{
    /// <summary>It begins to learn, or goes on.</summary>
    void Learning();

    /// <summary>It has learned, and is evaluated.</summary>
    void Evaluating();

    /// <summary>It is over.</summary>
    /// <param name="replicate">How it ended.</param>
    void Ended(Replicate replicate);
}

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>What a worker tells.</summary>
public enum TrainingAnswerKind
{
    /// <summary>An epoch is done; more follows.</summary>
    Epoch,

    /// <summary>What the images are.</summary>
    Images,

    /// <summary>The network is trained.</summary>
    Trained,

    /// <summary>A number of its training blew up.</summary>
    Diverged,

    /// <summary>This network could not be trained, as for want of memory.</summary>
    Failed,

    /// <summary>No network can be trained: the data set is not here, or an option makes no sense.</summary>
    Refused,
}

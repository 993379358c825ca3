namespace Pathwise.Experiments;

/// <summary>How far a run has come.</summary>
public enum RunStatus
{
    /// <summary>It is learning, or was when its process ended without a word.</summary>
    Running,

    /// <summary>It has taken all its steps, or reached its target.</summary>
    Completed,

    /// <summary>It was asked to stop; it can be resumed.</summary>
    Interrupted,

    /// <summary>A number blew up; the last good weights are kept.</summary>
    Diverged,

    /// <summary>Something was thrown: an environment failed, or a file could not be written. It can be
    /// resumed.</summary>
    Failed,
}

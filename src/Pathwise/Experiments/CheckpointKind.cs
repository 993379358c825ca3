namespace Pathwise.Experiments;

/// <summary>Why a checkpoint was written.</summary>
internal enum CheckpointKind
{
    /// <summary>An interval was over.</summary>
    Step,

    /// <summary>The run was asked to stop, at a point that an uninterrupted run knows nothing of.</summary>
    Interrupted,

    /// <summary>The run has ended.</summary>
    Final,

    /// <summary>No policy before has earned as much; it can be acted with, not gone on from.</summary>
    Best,
}

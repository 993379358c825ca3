namespace Pathwise.ArchitectureSearch;

/// <summary>How the training of a child network ended.</summary>
public enum ChildStatus
{
    /// <summary>It was trained, and its accuracy measured.</summary>
    Trained,

    /// <summary>A number of its training blew up.</summary>
    Diverged,

    /// <summary>It could not be trained: no memory was left, or its worker died.</summary>
    Failed,
}

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>How the margin around the input of a window is found.</summary>
public enum PaddingKind
{
    /// <summary>None: windows lie inside the input.</summary>
    Valid,

    /// <summary>As much as makes the output ⌈input / stride⌉ long; an odd row or column goes below and right.</summary>
    Same,

    /// <summary>As told.</summary>
    Explicit,
}

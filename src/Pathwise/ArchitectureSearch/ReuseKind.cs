namespace Pathwise.ArchitectureSearch;

/// <summary>Which networks share one evaluation.</summary>
public enum ReuseKind
{
    /// <summary>None: each proposal is evaluated.</summary>
    None,

    /// <summary>Those of equal choices.</summary>
    Identical,

    /// <summary>Those that compute the same function, as far as their space can tell.</summary>
    Equivalent,
}

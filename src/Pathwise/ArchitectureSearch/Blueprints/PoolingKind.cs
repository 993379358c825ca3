namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>What is taken of a window.</summary>
public enum PoolingKind
{
    /// <summary>The largest number; the margin counts as −∞.</summary>
    Maximum,

    /// <summary>The mean.</summary>
    Average,
}

namespace Pathwise.Bandits;

/// <summary>The law by which exploration becomes rarer.</summary>
public enum ExplorationDecay
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Along a straight line, then constant.</summary>
    Linear,

    /// <summary>By halves.</summary>
    Exponential,

    /// <summary>As 1/t.</summary>
    Harmonic,
}

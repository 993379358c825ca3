namespace Pathwise.DecisionProcesses;

/// <summary>How a policy's values are found.</summary>
public enum EvaluationMethod
{
    /// <summary>The system <c>(I − γ P_π) v = r_π</c> is solved, down to rounding.</summary>
    LinearSystem,

    /// <summary>Sweep after sweep, <c>v(s) ← Σ_a π(a | s) q(s, a)</c>, until no value changes by more than a tolerance
    /// (Sutton &amp; Barto, 2018, §4.1).</summary>
    Sweeps,
}

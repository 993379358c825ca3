namespace Pathwise.DecisionProcesses;

/// <summary>Values of a policy, and how exact they are.</summary>
/// <remarks>Immutable, so safe for concurrent use.</remarks>
public sealed class PolicySolution
{
    private readonly FiniteMdp _mdp;
    private readonly double[] _values, _actionValues;

    internal PolicySolution(FiniteMdp mdp, double[] values, double[] actionValues, int sweeps, double residual) =>
        (_mdp, _values, _actionValues, Sweeps, Residual) = (mdp, values, actionValues, sweeps, residual);

    /// <summary>v_π, [States]; 0 at terminal states.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>q_π, [Pairs].</summary>
    public ReadOnlySpan<double> ActionValues => _actionValues;

    /// <summary>How often all states were swept; 0 where the system was solved.</summary>
    public int Sweeps { get; }

    /// <summary>By how much the values miss Bellman's equation in some state, at most:
    /// <c>max_s |Σ_a π(a | s) q(s, a) − v(s)|</c>, computed from the values themselves. They are within
    /// <c>Residual/(1 − γ)</c> of v_π if γ &lt; 1.</summary>
    public double Residual { get; }

    /// <summary>The value that is expected at the start; NaN if nothing is said of the start.</summary>
    public double StartValue => _mdp.AtStart(_values);
}

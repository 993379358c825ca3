namespace Pathwise.DecisionProcesses;

/// <summary>Optimal values of a process, and how they were found.</summary>
/// <remarks>Immutable, so safe for concurrent use.</remarks>
public sealed class OptimalSolution
{
    /// <summary>How far below the best an action may be to count as optimal, relative to the best value or to 1:
    /// 10⁻⁹.</summary>
    public const double TieTolerance = 1e-9;

    private readonly FiniteMdp _mdp;
    private readonly double[] _values, _actionValues;

    internal OptimalSolution(FiniteMdp mdp, double[] values, double[] actionValues, int sweeps, double residual) =>
        (_mdp, _values, _actionValues, Sweeps, Residual) = (mdp, values, actionValues, sweeps, residual);

    /// <summary>v_*, [States]; 0 at terminal states.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>q_*, [Pairs].</summary>
    public ReadOnlySpan<double> ActionValues => _actionValues;

    /// <summary>How often all states were swept.</summary>
    public int Sweeps { get; }

    /// <summary>By how much the values miss the optimality equation in some state, at most:
    /// <c>max_s |max_a q(s, a) − v(s)|</c>. They are within <c>Residual/(1 − γ)</c> of v_* if γ &lt; 1.</summary>
    public double Residual { get; }

    /// <summary>The value that is expected at the start; NaN if nothing is said of the start.</summary>
    public double StartValue => _mdp.AtStart(_values);

    /// <summary>The labels of all optimal actions of a state, in the order of its pairs.</summary>
    public int[] OptimalActionsOf(int state)
    {
        var (first, last) = (_mdp.FirstPairs[state], _mdp.FirstPairs[state + 1]);
        var best = double.NegativeInfinity;
        foreach (var q in _actionValues.AsSpan(first..last)) best = Math.Max(best, q);
        var labels = new List<int>();
        for (var pair = first; pair < last; pair++)
            if (_actionValues[pair] >= best - (TieTolerance * Math.Max(1, Math.Abs(best))))
                labels.Add(_mdp.Labels[pair]);
        return [.. labels];
    }
}

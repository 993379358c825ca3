using Pathwise.DecisionProcesses;

namespace Pathwise.Cli.Mdp;

/// <summary>What solving a process brought.</summary>
/// <param name="Method">How it was solved.</param>
/// <param name="Values">v_*, [States].</param>
/// <param name="OptimalActions">The labels of all optimal actions of each state, [States].</param>
/// <param name="Sweeps">How often all states were looked at.</param>
/// <param name="Residual">By how much the values miss the optimality equation, at most.</param>
internal sealed record ProcessSolution(
    string Method, double[] Values, IReadOnlyList<IReadOnlyList<int>> OptimalActions, long Sweeps, double Residual)
{
    /// <summary>What the start is worth with 0, 1, … steps to go; empty unless the steps are
    /// limited.</summary>
    public double[] StartValues { get; init; } = [];

    /// <summary>The value that is expected at the start; null where nothing is said of the start.</summary>
    public double? StartValue(FiniteMdp process)
    {
        if (process.Start.IsEmpty) return null;
        var value = 0.0;
        for (var state = 0; state < process.States; state++) value += process.Start[state] * Values[state];
        return value;
    }
}

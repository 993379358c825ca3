namespace Pathwise.DecisionProcesses;

/// <summary>Values of a policy by iterative policy evaluation, <c>v(s) ← Σ_a π(a | s) q(s, a)</c>, sweep after
/// sweep.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §4.1, eqs. (4.4) and (4.5), with two arrays.</remarks>
public static class PolicyValues
{
    private const int MostSweeps = 10_000_000;

    /// <summary>v_π.</summary>
    /// <param name="mdp">The process. If γ = 1, the policy must end with certainty from every state.</param>
    /// <param name="policy">π.</param>
    /// <param name="tolerance">No sweep changes a value by more than this, > 0, at the end.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>[States].</returns>
    /// <exception cref="BadInputException">The values do not settle: the policy may go on forever, and
    /// γ = 1.</exception>
    public static double[] Solve(
        FiniteMdp mdp, TabularPolicy policy, double tolerance = 1e-12, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        var sweeps = new BellmanSweeps(mdp, threads: 1, cancellation);
        var (values, next) = (new double[mdp.States], new double[mdp.States]);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var change = sweeps.Evaluate(policy, values, next);
            (values, next) = (next, values);
            if (change <= tolerance) return values;
            if (!double.IsFinite(change)) break;
        }

        throw new BadInputException(
            "The values of the policy do not settle: it may go on forever, and γ is 1; discount the process.");
    }

    /// <summary>The estimates after some sweeps from 0.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="policy">π.</param>
    /// <param name="sweeps">k, ≥ 0.</param>
    /// <returns>v_k, [States].</returns>
    public static double[] AfterSweeps(FiniteMdp mdp, TabularPolicy policy, int sweeps)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegative(sweeps);
        var evaluation = new BellmanSweeps(mdp, threads: 1, default);
        var (values, next) = (new double[mdp.States], new double[mdp.States]);
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            evaluation.Evaluate(policy, values, next);
            (values, next) = (next, values);
        }

        return values;
    }

    /// <summary>The labels of the actions that are greedy to some values, ties included, [States].</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="values">[States].</param>
    public static int[][] GreedyActions(FiniteMdp mdp, double[] values)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, mdp.States);
        var sweeps = new BellmanSweeps(mdp, threads: 1, default);
        var greedy = new OptimalSolution(mdp, values, sweeps.ActionValues(values), sweeps: 0, residual: 0);
        return [.. Enumerable.Range(0, mdp.States).Select(greedy.OptimalActionsOf)];
    }
}

namespace Pathwise.DecisionProcesses;

/// <summary>Values of a policy, v_π and q_π: exactly, or by sweeps.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §4.1, eqs. (4.3) to (4.5). Values solve <c>(I − γ P_π) v = r_π</c>: up to
/// some hundred states by elimination, more of them by a Krylov method (BiCGSTAB with a symmetric Gauss–Seidel
/// preconditioner), each refined until what it misses is rounding. Sweeps go from one array to another, as in the
/// book.</para>
/// <para>If γ = 1, a policy that circles for ever among states is worth 0 there if each step's reward is 0, and is
/// refused otherwise, before anything is computed.</para>
/// </remarks>
public static class PolicyValues
{
    private const int MostSweeps = 10_000_000;

    /// <summary>v_π and q_π.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="policy">π.</param>
    /// <param name="method">How.</param>
    /// <param name="tolerance">For sweeps: no value changes by more than this, > 0, in the last one, or than rounding
    /// allows.</param>
    /// <param name="threads">For sweeps: how many threads, ≥ 1; they change no bit.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="BadInputException">γ = 1, and the policy gains or loses for ever in states which the sentence
    /// names; or sweeps do not settle.</exception>
    public static PolicySolution Solve(
        FiniteMdp mdp, TabularPolicy policy, EvaluationMethod method = EvaluationMethod.LinearSystem,
        double tolerance = 1e-12, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var chain = new PolicyChain(mdp, policy);
        var all = new bool[mdp.States];
        all.AsSpan().Fill(true);
        var unknowns = chain.Unknowns(all);
        return method == EvaluationMethod.Sweeps
            ? Sweep(mdp, policy, tolerance, threads, cancellation)
            : SolveSystem(mdp, chain, unknowns, cancellation);
    }

    /// <summary>v_π and q_π exactly, of the states that the policy can reach from the start: elsewhere it may be any,
    /// and go on for ever.</summary>
    /// <param name="mdp">The process, which says where it starts.</param>
    /// <param name="policy">π.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Values are NaN at states that are not reached, and so are those of actions that may lead
    /// there.</returns>
    /// <exception cref="BadInputException">Nothing is said of the start; or γ = 1, and the policy gains or loses for
    /// ever in states which the sentence names.</exception>
    public static PolicySolution FromStart(
        FiniteMdp mdp, TabularPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentNullException.ThrowIfNull(policy);
        var chain = new PolicyChain(mdp, policy);
        var reached = chain.ReachedFromStart();
        var values = new double[mdp.States];
        for (var state = 0; state < values.Length; state++)
            if (!reached[state] && !mdp.IsTerminal(state)) values[state] = double.NaN;
        return SolveSystem(mdp, chain, chain.Unknowns(reached), cancellation, values);
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

    private static PolicySolution SolveSystem(
        FiniteMdp mdp, PolicyChain chain, int[] unknowns, CancellationToken cancellation, double[]? elsewhere = null)
    {
        var values = elsewhere ?? new double[mdp.States];
        var system = new SparseSystem(chain.Steps.Of(unknowns), mdp.Gamma, cancellation);
        var found = system.Solve(Array.ConvertAll(unknowns, state => chain.Rewards[state]));   // (I − γ P_π) v = r_π
        for (var i = 0; i < unknowns.Length; i++) values[unknowns[i]] = found[i];
        var sweeps = new BellmanSweeps(mdp, threads: 1, cancellation);
        return new(mdp, values, sweeps.ActionValues(values), sweeps: 0, system.Residual);
    }

    private static PolicySolution Sweep(
        FiniteMdp mdp, TabularPolicy policy, double tolerance, int threads, CancellationToken cancellation)
    {
        var sweeps = new BellmanSweeps(mdp, threads, cancellation);
        var (values, next) = (new double[mdp.States], new double[mdp.States]);
        for (var sweep = 1; sweep <= MostSweeps; sweep++)
        {
            var change = sweeps.Evaluate(policy, values, next);
            (values, next) = (next, values);
            if (change > tolerance && change > 4e-16 * values.Max(Math.Abs)) continue;
            return new(
                mdp, values, sweeps.ActionValues(values), sweep, sweeps.Evaluate(policy, values, next));
        }

        throw new BadInputException(
            $"The values have not settled after {MostSweeps} sweeps; "
            + "solve the linear system, or discount the process.");
    }
}

namespace Pathwise.DecisionProcesses;

/// <summary>The best that can be had in a given number of steps, after which nothing counts: values and actions depend
/// on the time that is left.</summary>
/// <remarks>Source: M. L. Puterman, <i>Markov Decision Processes</i> (1994), §4.5, backward induction:
/// <c>v_0 = 0</c>, <c>v_k(s) = max_a Σ p(s′, r | s, a) (r + γ v_{k−1}(s′))</c>.</remarks>
public static class FiniteHorizon
{
    /// <summary>Values and best actions of the first step, with all steps still to go.</summary>
    /// <param name="mdp">The process, for any γ.</param>
    /// <param name="steps">T, how many steps there are, ≥ 1.</param>
    /// <param name="startValues">Receives what the start is worth with 0, 1, …, T steps to go, [T + 1]; or empty for
    /// nobody, as where nothing is said of the start.</param>
    /// <param name="threads">How many threads, ≥ 1; they change no bit.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static OptimalSolution Solve(
        FiniteMdp mdp, int steps, Span<double> startValues = default, int threads = 1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (!startValues.IsEmpty) ArgumentOutOfRangeException.ThrowIfNotEqual(startValues.Length, steps + 1);

        var sweeps = new BellmanSweeps(mdp, threads, cancellation);
        var (values, next) = (new double[mdp.States], new double[mdp.States]);
        for (var left = 1; left <= steps; left++)
        {
            if (!startValues.IsEmpty) startValues[left - 1] = mdp.AtStart(values);
            sweeps.Improve(values, next);                                           // v_k ← max_a (r + γ P v_{k−1})
            (values, next) = (next, values);
        }

        if (!startValues.IsEmpty) startValues[steps] = mdp.AtStart(values);
        return new(mdp, values, sweeps.ActionValues(next), steps, residual: 0);     // q of the first step: from v_{T−1}
    }

    /// <summary>The policy that has the optimum, which depends on time: the solution with 1, 2, …, T steps to
    /// go.</summary>
    /// <param name="mdp">The process, for any γ.</param>
    /// <param name="steps">T, how many steps there are, ≥ 1.</param>
    /// <param name="threads">How many threads, ≥ 1; they change no bit.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>[T]: with k steps to go, take an optimal action of number k − 1.</returns>
    /// <remarks>Keeps T · (States + Pairs) numbers.</remarks>
    public static IReadOnlyList<OptimalSolution> SolveEach(
        FiniteMdp mdp, int steps, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);

        var sweeps = new BellmanSweeps(mdp, threads, cancellation);
        var solutions = new OptimalSolution[steps];
        var values = new double[mdp.States];
        for (var left = 1; left <= steps; left++)
        {
            var next = new double[mdp.States];
            sweeps.Improve(values, next);                                           // v_k ← max_a (r + γ P v_{k−1})
            solutions[left - 1] = new(mdp, next, sweeps.ActionValues(values), left, residual: 0);
            values = next;
        }

        return solutions;
    }
}

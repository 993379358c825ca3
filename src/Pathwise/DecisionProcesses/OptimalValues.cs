using System.Globalization;

namespace Pathwise.DecisionProcesses;

/// <summary>Finds the optimal values of a finite process by dynamic programming.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §§4.3 and 4.4. All three methods end with values that miss
/// <c>v(s) = max_a Σ p(s′, r | s, a) (r + γ v(s′))</c> by no more than a tolerance.</para>
/// <para>Each sweep goes from one array to another, so that any number of threads finds the same bits. A sweep costs
/// one multiplication for each transition; memory, beside the process, two numbers for each state and one for each
/// pair.</para>
/// </remarks>
public static class OptimalValues
{
    private const int SweepsOfModified = 20, MostNamed = 5, MostSweeps = 10_000_000;
    private const double Diverged = 1e15;

    /// <summary>Solves a process.</summary>
    /// <param name="mdp">The process. If γ = 1, an end must be in reach of every state.</param>
    /// <param name="method">How.</param>
    /// <param name="tolerance">The residual to reach, > 0. Where values are so large that rounding leaves more than
    /// that, the least residual that rounding allows is reached.</param>
    /// <param name="threads">How many threads, ≥ 1; they change no bit.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="BadInputException">γ = 1 and some states reach no end, which the sentence names, or there is a
    /// way to earn forever.</exception>
    public static OptimalSolution Solve(
        FiniteMdp mdp, SolutionMethod method = SolutionMethod.ValueIteration, double tolerance = 1e-12,
        int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        int[] chosen = [];
        if (mdp.Gamma >= 1 || method != SolutionMethod.ValueIteration)
        {
            chosen = PairsTowardsEnd(mdp, out var distances);
            if (mdp.Gamma >= 1) MustReachEnd(mdp, distances);
        }

        var sweeps = new BellmanSweeps(mdp, threads, cancellation);
        var (values, next, count) = (new double[mdp.States], new double[mdp.States], 0);
        if (method == SolutionMethod.PolicyIteration) Evaluate(chosen);
        while (true)
        {
            var residual = Sweep(sweeps.Improve(values, next));
            if (residual <= Reachable()) break;
            if (method == SolutionMethod.ValueIteration) continue;

            var isStable = !MakeGreedy(mdp, sweeps, values, chosen);                // π(s) ← argmax_a q(s, a)
            if (method == SolutionMethod.PolicyIteration) Evaluate(chosen);         // v ← v_π
            else
                for (var sweep = 0; sweep < SweepsOfModified; sweep++) Sweep(sweeps.Follow(chosen, values, next));
            if (isStable && method == SolutionMethod.PolicyIteration
                && sweeps.Improve(values, next) <= 10 * Reachable()) break;
        }

        var last = sweeps.Improve(values, next);
        return new(mdp, values, sweeps.ActionValues(values), count, last);

        double Sweep(double change)
        {
            (values, next) = (next, values);
            if (!(change < Diverged) || ++count > MostSweeps)
                throw new BadInputException(
                    "The values grow without end: there is a way to earn forever, and γ is "
                    + $"{mdp.Gamma.ToString("R", CultureInfo.InvariantCulture)}; discount the process, or solve it for "
                    + "some steps.");
            return change;
        }

        void Evaluate(int[] policy)
        {
            while (Sweep(sweeps.Follow(policy, values, next)) > Reachable())
            {
            }
        }

        double Reachable() => Math.Max(tolerance, 4e-16 * Largest(values));
    }

    /// <summary>Whether a choice has changed: to a better action, not to one that is as good.</summary>
    private static bool MakeGreedy(FiniteMdp mdp, BellmanSweeps sweeps, double[] values, int[] chosen)
    {
        var hasChanged = false;
        for (var state = 0; state < mdp.States; state++)
        {
            if (mdp.IsTerminal(state)) continue;
            var best = sweeps.ActionValue(chosen[state], values);
            var margin = 1e-12 * Math.Max(1, Math.Abs(best));
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                if (sweeps.ActionValue(pair, values) is var q && q > best + margin)
                    (best, chosen[state], hasChanged) = (q, pair, true);
        }

        return hasChanged;
    }

    /// <summary>For each state a pair that may lead nearer to an end, so that following them ends with certainty where
    /// that is possible at all.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="distances">Receives how many steps the nearest end is away, at least; the largest number for
    /// never.</param>
    private static int[] PairsTowardsEnd(FiniteMdp mdp, out int[] distances)
    {
        var (chosen, found) = (new int[mdp.States], new int[mdp.States]);
        for (var state = 0; state < mdp.States; state++)
            (chosen[state], found[state]) = (mdp.FirstPairs[state], mdp.IsTerminal(state) ? 0 : int.MaxValue);
        for (var (distance, hasMore) = (1, true); hasMore; distance++)
        {
            hasMore = false;
            for (var state = 0; state < mdp.States; state++)
            {
                if (found[state] != int.MaxValue) continue;
                for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                    if (Leads(pair, distance))
                    {
                        (chosen[state], found[state], hasMore) = (pair, distance, true);
                        break;
                    }
            }
        }

        distances = found;
        return chosen;

        bool Leads(int pair, int distance)
        {
            for (var i = mdp.FirstTransitions[pair]; i < mdp.FirstTransitions[pair + 1]; i++)
                if (mdp.Probabilities[i] > 0 && (mdp.NextStates[i] < 0 ? distance == 1
                    : found[mdp.NextStates[i]] < distance))
                    return true;
            return false;
        }
    }

    private static void MustReachEnd(FiniteMdp mdp, int[] distances)
    {
        int[] stuck = [.. Enumerable.Range(0, mdp.States).Where(state => distances[state] == int.MaxValue)];
        if (stuck.Length == 0) return;
        var names = string.Join(", ", stuck.Take(MostNamed).Select(mdp.NameOfState));
        throw new BadInputException(
            $"γ is 1, but no end can be reached from {(stuck.Length == 1 ? "state" : "states")} {names}"
            + (stuck.Length > MostNamed ? $" and {stuck.Length - MostNamed} more" : "")
            + "; give a discount below 1, or solve it for some steps.");
    }

    private static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}

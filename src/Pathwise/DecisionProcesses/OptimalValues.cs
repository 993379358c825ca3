using System.Globalization;
using Pathwise.Numerics;

namespace Pathwise.DecisionProcesses;

/// <summary>Finds the optimal values of a finite process by dynamic programming.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §§4.3 and 4.4. All three methods begin with v = 0 and end with values that
/// miss <c>v(s) = max_a Σ p(s′, r | s, a) (r + γ v(s′))</c> by no more than a tolerance.</para>
/// <para>If γ = 1, a policy must exist that ends with probability 1 from every state in which anything is gained or
/// lost; otherwise there are no values, and the process is refused by the names of such states.</para>
/// <para>The bits do not depend on the number of threads. A sweep costs one multiply-add for each transition; memory,
/// beside the process, two numbers for each state and one for each pair.</para>
/// </remarks>
public static class OptimalValues
{
    private const int SweepsOfModified = 20, MostNamed = 5, MostSweeps = 1_000_000;
    private const double Diverged = 1e15, Roundings = 1e-15;      // some roundings of the largest value

    /// <summary>Solves a process.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="method">How.</param>
    /// <param name="tolerance">The residual to reach, > 0. Where values are so large that rounding leaves more than
    /// that, what rounding allows is reached.</param>
    /// <param name="threads">How many threads, ≥ 1; they change no bit.</param>
    /// <param name="progress">Told after each sweep; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="BadInputException">γ = 1 and some states reach no end, which the sentence names, or there is a
    /// way to earn forever.</exception>
    public static OptimalSolution Solve(
        FiniteMdp mdp, SolutionMethod method = SolutionMethod.ValueIteration, double tolerance = 1e-13,
        int threads = 1, IProgress<SolverProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mdp);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);

        using var workers = threads > 1 ? new Workers(threads) : null;
        var sweep = new GaussSeidelSweep(mdp, workers);
        var count = 0;
        if (mdp.Gamma >= 1) ChooseTowardsEnd(mdp, sweep.Choices);

        switch (method)
        {
            case SolutionMethod.ValueIteration:
                while (!HasSettled(sweep.Improve()))                                    // v(s) ← max_a q(s, a)
                {
                }

                break;

            case SolutionMethod.PolicyIteration:
                do
                    while (!HasSettled(sweep.Follow()))                                 // v ← v_π
                    {
                    }
                while (MakeGreedy(mdp, sweep.Values, sweep.Choices));                   // π(s) ← argmax_a q(s, a)
                break;

            case SolutionMethod.ModifiedPolicyIteration:
                while (!HasSettled(sweep.Improve()))
                    for (var i = 0; i < SweepsOfModified; i++) HasSettled(sweep.Follow());
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such method.");
        }

        while (true)
        {
            var (actionValues, residual) = LookAhead(mdp, sweep.Values, cancellation);
            if (residual <= Reachable()) return new(mdp, sweep.Values, actionValues, count, residual);
            HasSettled(sweep.Improve());
        }

        bool HasSettled(double change)
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            progress?.Report(new(count, change));
            if (!(change < Diverged) || count > MostSweeps)
                throw new BadInputException(
                    "The values grow without end: there is a way to earn forever, and γ is "
                    + $"{mdp.Gamma.ToString("R", CultureInfo.InvariantCulture)}; discount the process, or solve it for "
                    + "some steps.");
            return change <= Reachable();
        }

        double Reachable() => Math.Max(tolerance, Roundings * Largest(sweep.Values));
    }

    /// <summary>q of all pairs, and by how much the values miss the best of them at most.</summary>
    private static (double[] ActionValues, double Residual) LookAhead(
        FiniteMdp mdp, double[] values, CancellationToken cancellation)
    {
        var actionValues = new BellmanSweeps(mdp, threads: 1, cancellation).ActionValues(values);
        var residual = 0.0;
        for (var state = 0; state < mdp.States; state++)
        {
            if (mdp.IsTerminal(state)) continue;
            var best = double.NegativeInfinity;
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                best = Math.Max(best, actionValues[pair]);
            residual = Math.Max(residual, Math.Abs(best - values[state]));
        }

        return (actionValues, residual);
    }

    /// <summary>Whether a choice has changed: to a better action, not to one that is as good. So a policy that ends is
    /// not left for one that goes round in a circle.</summary>
    private static bool MakeGreedy(FiniteMdp mdp, double[] values, int[] chosen)
    {
        var sweeps = new BellmanSweeps(mdp, threads: 1, CancellationToken.None);
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

    /// <summary>Begins with a policy that ends for certain, and refuses a process that has none.</summary>
    private static void ChooseTowardsEnd(FiniteMdp mdp, int[] chosen)
    {
        var proper = Termination.ProperChoices(mdp);
        var endless = new List<int>();
        for (var state = 0; state < mdp.States; state++)
            if (proper[state] >= 0) chosen[state] = proper[state];
            else if (proper[state] == Termination.Never && GainsOrLoses(mdp, state)) endless.Add(state);
        if (endless.Count == 0) return;

        var names = string.Join(", ", endless.Take(MostNamed).Select(mdp.NameOfState));
        throw new BadInputException(
            $"γ is 1, but no policy ends for certain from {(endless.Count == 1 ? "state" : "states")} {names}"
            + (endless.Count > MostNamed ? $" and {endless.Count - MostNamed} more" : "")
            + "; give a discount below 1, or solve it for some steps.");
    }

    private static bool GainsOrLoses(FiniteMdp mdp, int state)
    {
        for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
            if (mdp.ExpectedRewards[pair] != 0) return true;
        return false;
    }

    private static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}

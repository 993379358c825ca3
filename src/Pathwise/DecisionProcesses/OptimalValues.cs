using System.Globalization;
using Pathwise.Numerics;

namespace Pathwise.DecisionProcesses;

/// <summary>Finds the optimal values of a finite process by dynamic programming.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §§4.3 and 4.4. All three methods begin with v = 0 and end with values that
/// miss <c>v(s) = max_a Σ p(s′, r | s, a) (r + γ v(s′))</c> by no more than a tolerance.</para>
/// <para>If γ = 1, a policy must exist that from every state ends with probability 1, or comes to where it can stay for
/// ever at no gain or loss; otherwise there are no values, and the process is refused by the names of states that have
/// none. The methods then begin with the values of such a policy: from above, a loop that costs nothing would keep a
/// value that nobody can earn.</para>
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
        var sweep = new GaussSeidelSweep(mdp, workers) { MayRest = mdp.Gamma < 1 ? null : Termination.MayRest(mdp) };
        var count = 0;
        StartBelow(mdp, sweep.Values);
        if (mdp.Gamma >= 1 || method == SolutionMethod.PolicyIteration)
        {
            ChooseTowardsEnd(mdp, sweep);
            while (!HasSettled(sweep.Follow()))                                         // v ← v_π of some π
            {
            }
        }

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
                while (MakeGreedy(mdp, sweep, 10 * Reachable()));                       // π(s) ← argmax_a q(s, a)
                break;

            case SolutionMethod.ModifiedPolicyIteration:
                while (sweep.Improve() is var change && !HasSettled(change))
                    for (var i = 0; i < SweepsOfModified && sweep.Follow() is var left; i++)
                        if (HasSettled(left) || left < change / SweepsOfModified) break;
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

    /// <summary>Whether a choice has changed: to an action that is better beyond doubt, not to one that is as good. So
    /// a policy that ends is not left for one that goes round in a circle.</summary>
    /// <param name="mdp">The process.</param>
    /// <param name="sweep">Values and choices.</param>
    /// <param name="doubt">How far the values may still be from the policy's.</param>
    private static bool MakeGreedy(FiniteMdp mdp, GaussSeidelSweep sweep, double doubt)
    {
        var (sweeps, chosen) = (new BellmanSweeps(mdp, threads: 1, CancellationToken.None), sweep.Choices);
        var hasChanged = false;
        for (var state = 0; state < mdp.States; state++)
        {
            if (mdp.IsTerminal(state)) continue;
            var best = doubt
                + (chosen[state] == GaussSeidelSweep.Rest ? 0 : sweeps.ActionValue(chosen[state], sweep.Values));
            for (var pair = mdp.FirstPairs[state]; pair < mdp.FirstPairs[state + 1]; pair++)
                if (sweeps.ActionValue(pair, sweep.Values) is var q && q > best)
                    (best, chosen[state], hasChanged) = (q, pair, true);
        }

        return hasChanged;
    }

    /// <summary>Begins at a bound below all values of a discounted process, <c>min(0, r) / (1 − γ)</c>.</summary>
    /// <remarks>From there what is good spreads in a few sweeps; from above, what is bad is only learned step by
    /// step.</remarks>
    private static void StartBelow(FiniteMdp mdp, double[] values)
    {
        if (mdp.Gamma >= 1) return;
        var least = 0.0;
        foreach (var reward in mdp.ExpectedRewards) least = Math.Min(least, reward);
        for (var state = 0; state < values.Length; state++)
            values[state] = mdp.IsTerminal(state) ? 0 : least / (1 - mdp.Gamma);
    }

    /// <summary>Chooses a policy that ends or comes to rest for certain, as soon as may be; without a discount, a
    /// process that has none is refused.</summary>
    private static void ChooseTowardsEnd(FiniteMdp mdp, GaussSeidelSweep sweep)
    {
        var proper = Termination.ProperChoices(mdp, sweep.MayRest ?? new bool[mdp.States]);
        var endless = new List<int>();
        for (var state = 0; state < mdp.States; state++)
            if (proper[state] == Termination.Never) endless.Add(state);
            else sweep.Choices[state] = proper[state] == Termination.Ended ? GaussSeidelSweep.Rest : proper[state];
        if (endless.Count == 0 || mdp.Gamma < 1) return;

        var names = string.Join(", ", endless.Take(MostNamed).Select(state => $"'{mdp.NameOfState(state)}'"));
        throw new BadInputException(
            $"γ is 1, but no policy ends for certain from {(endless.Count == 1 ? "state" : "states")} {names}"
            + (endless.Count > MostNamed ? $" and {endless.Count - MostNamed} more" : "")
            + "; give a discount below 1, or solve it for some steps.");
    }

    private static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}

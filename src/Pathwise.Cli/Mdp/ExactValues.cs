using Pathwise.DecisionProcesses;

namespace Pathwise.Cli.Mdp;

/// <summary>The exact values of a policy that was learned, in the states that it reaches: elsewhere it may be any,
/// and go on forever.</summary>
internal static class ExactValues
{
    private const double Tolerance = 1e-12;
    private const int MostSweeps = 1_000_000;

    /// <summary><c>v(s) = Σ p (r + γ v(s′))</c> of the action that a policy takes.</summary>
    /// <param name="process">The process.</param>
    /// <param name="pairs">(s, π(s)), [States]; what stands at terminal states does not matter.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>v_π of the states that it reaches, [States]; null where γ = 1 and it may never end.</returns>
    public static double[]? Of(FiniteMdp process, int[] pairs, CancellationToken cancellation) =>
        Reachable(process, pairs) is var reached && process.Gamma == 1 && !End(process, pairs, reached)
            ? null
            : Sweep(process, pairs, reached, cancellation);

    /// <summary>The value that is expected at the start.</summary>
    public static double AtStart(FiniteMdp process, double[] values)
    {
        var sum = 0.0;
        for (var state = 0; state < process.States; state++)
            if (process.Start[state] > 0) sum += process.Start[state] * values[state];
        return sum;
    }

    /// <summary>The states, terminal ones left out, that can be reached from the start.</summary>
    /// <param name="process">The process.</param>
    /// <param name="pairs">A policy to stay with, (s, π(s)), [States]; null for any actions.</param>
    public static int[] Reachable(FiniteMdp process, int[]? pairs = null)
    {
        var seen = new bool[process.States];
        var open = new Stack<int>();
        void See(int state)
        {
            if (seen[state] || process.IsTerminal(state)) return;
            seen[state] = true;
            open.Push(state);
        }

        for (var state = 0; state < process.States; state++)
            if (process.Start[state] > 0) See(state);
        while (open.TryPop(out var state))
            for (var pair = process.FirstPairs[state]; pair < process.FirstPairs[state + 1]; pair++)
                if (pairs is null || pairs[state] == pair)
                    foreach (var transition in Transitions(process, pair))
                        if (transition is { Probability: > 0, Terminates: false }) See(transition.Next);
        return [.. Enumerable.Range(0, process.States).Where(state => seen[state])];
    }

    private static double[]? Sweep(FiniteMdp process, int[] pairs, int[] reached, CancellationToken cancellation)
    {
        var values = new double[process.States];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            var change = 0.0;
            foreach (var state in reached)
            {
                var value = Backup(process, pairs[state], values);
                change = Math.Max(change, Math.Abs(value - values[state]) / Math.Max(1, Math.Abs(value)));
                values[state] = value;
            }

            if (change <= Tolerance * (process.Gamma < 1 ? 1 - process.Gamma : 0.01)) return values;
        }

        return null;
    }

    private static double Backup(FiniteMdp process, int pair, double[] values)
    {
        var sum = 0.0;
        foreach (var (p, next, reward, ends) in Transitions(process, pair))
            if (p > 0) sum += p * (reward + (ends ? 0 : process.Gamma * values[next]));
        return sum;
    }

    /// <summary>Whether a policy can reach an end from each of the states that it reaches.</summary>
    private static bool End(FiniteMdp process, int[] pairs, int[] reached)
    {
        var ends = new bool[process.States];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var state in reached)
            {
                if (ends[state]) continue;
                ends[state] = Transitions(process, pairs[state]).Any(
                    t => t.Probability > 0 && (t.Terminates || process.IsTerminal(t.Next) || ends[t.Next]));
                changed |= ends[state];
            }
        }

        return Array.TrueForAll(reached, state => ends[state]);
    }

    private static IEnumerable<Transition> Transitions(FiniteMdp process, int pair)
    {
        for (var i = 0; i < process.TransitionsOf(pair); i++) yield return process.TransitionOf(pair, i);
    }
}

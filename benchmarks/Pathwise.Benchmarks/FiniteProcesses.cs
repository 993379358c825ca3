using System.Diagnostics;
using Pathwise.DecisionProcesses;

namespace Pathwise.Benchmarks;

/// <summary>Finite processes: what a sweep costs for each transition, and a million states to a residual of 1e-9.</summary>
internal sealed class FiniteProcesses : ISuite
{
    private const double BarSeconds = 20;

    public string Name => "mdp";

    public IEnumerable<Measurement> Run()
    {
        foreach (var isSlippery in (bool[])[false, true])
        {
            var (mdp, kind) = (Gridworld(1000, isSlippery), Kind(isSlippery));
            foreach (var method in (SolutionMethod[])
                [SolutionMethod.ValueIteration, SolutionMethod.ModifiedPolicyIteration])
                yield return new(
                    $"{method}, 1000 × 1000 {kind}, two threads", "s",
                    Seconds(() => OptimalValues.Solve(mdp, method, 1e-9, threads: 2)))
                {
                    Limit = BarSeconds, Bar = 1, LessIsBetter = true,
                };

            yield return new(
                $"most memory held, 1000 × 1000 {kind}", "GiB",
                Process.GetCurrentProcess().PeakWorkingSet64 / 1073741824.0)
            {
                Bar = isSlippery ? null : 1, LessIsBetter = true,
            };
        }

        foreach (var side in (int[])[100, 316, 1000])
            foreach (var isSlippery in (bool[])[false, true])
            {
                var mdp = Gridworld(side, isSlippery);
                var least = double.MaxValue;
                for (var turn = 0; turn < 3_000_000 / (side * side); turn++)
                    least = Math.Min(least, Seconds(() => FiniteHorizon.Solve(mdp, 20)));
                yield return new(
                    $"sweep, {side} × {side} {Kind(isSlippery)}", "ns/transition", least * 1e9 / 21 / mdp.Transitions);
            }
    }

    private static string Kind(bool isSlippery) => isSlippery ? "slippery" : "deterministic";

    private static double Seconds(Action action)
    {
        var begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>Up, right, down and left at −1 a step, to the last cell; on slippery ground each goes to either side
    /// with probability 0.1.</summary>
    private static FiniteMdp Gridworld(int side, bool isSlippery)
    {
        var builder = new FiniteMdpBuilder(side * side) { Gamma = 0.99 };
        for (var state = 0; state < (side * side) - 1; state++)
            for (var action = 0; action < 4; action++)
                if (isSlippery)
                    builder.Add(
                        state, action, new Transition(0.8, Next(state, action), -1),
                        new Transition(0.1, Next(state, (action + 1) % 4), -1),
                        new Transition(0.1, Next(state, (action + 3) % 4), -1));
                else builder.Add(state, action, new Transition(1, Next(state, action), -1));
        return builder.Build();

        int Next(int state, int action)
        {
            var (row, column) = (state / side, state % side);
            (row, column) = action switch
            {
                0 => (row - 1, column),
                1 => (row, column + 1),
                2 => (row + 1, column),
                _ => (row, column - 1),
            };
            return row < 0 || column < 0 || row == side || column == side ? state : (row * side) + column;
        }
    }
}

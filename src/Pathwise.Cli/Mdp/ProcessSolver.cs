using Pathwise.DecisionProcesses;

namespace Pathwise.Cli.Mdp;

/// <summary>Solves a process by the method that a command line names.</summary>
internal static class ProcessSolver
{
    private static readonly (string Name, SolutionMethod Method)[] Known =
    [
        ("value-iteration", SolutionMethod.ValueIteration),
        ("policy-iteration", SolutionMethod.PolicyIteration),
        ("modified-policy-iteration", SolutionMethod.ModifiedPolicyIteration),
    ];

    /// <summary>The names of the methods; the first one is the default.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>The optimum without a limit of time.</summary>
    public static ProcessSolution Solve(
        FiniteMdp process, string method, double tolerance, int threads, IProgress<double> progress,
        CancellationToken cancellation) =>
        Of(method, process, OptimalValues.Solve(
            process, Known.First(known => known.Name == method).Method, tolerance, threads,
            new SettlingProgress(tolerance, progress), cancellation));

    /// <summary>The optimum of some steps, at the first of them.</summary>
    public static ProcessSolution SolveHorizon(
        FiniteMdp process, int horizon, int threads, CancellationToken cancellation)
    {
        var startValues = process.Start.IsEmpty ? [] : new double[horizon + 1];
        return Of(
            "backward-induction", process, FiniteHorizon.Solve(process, horizon, startValues, threads, cancellation))
            with { StartValues = startValues };
    }

    private static ProcessSolution Of(string method, FiniteMdp process, OptimalSolution solution) => new(
        method,
        solution.Values.ToArray(),
        [.. Enumerable.Range(0, process.States).Select(state => (IReadOnlyList<int>)solution.OptimalActionsOf(state))],
        solution.Sweeps,
        solution.Residual);
}

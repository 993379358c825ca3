namespace Pathwise.ArchitectureSearch.Benchmarks;

/// <summary>What one strategy reached in many searches on the table.</summary>
/// <param name="Strategy">The strategy's name, with the options that were set.</param>
/// <param name="Curves">[runs][children]: the test accuracy after 200 epochs, in per cent, of the network with the best
/// validation accuracy among the first 1, 2, … children.</param>
public sealed record StrategyRuns(string Strategy, IReadOnlyList<double[]> Curves)
{
    /// <summary>Searches.</summary>
    public int Runs => Curves.Count;

    /// <summary>Children of each search.</summary>
    public int Children => Curves[0].Length;

    /// <summary>What each search had reached after some children, [runs].</summary>
    /// <param name="children">From 1 to <see cref="Children"/>.</param>
    public double[] After(int children)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(children, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(children, Children);
        return [.. Curves.Select(curve => curve[children - 1])];
    }

    /// <summary>What each search reached in the end, [runs].</summary>
    public double[] Last => After(Children);
}

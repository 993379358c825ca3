namespace Pathwise.ArchitectureSearch;

/// <summary>The networks that none beats in accuracy and cost at once.</summary>
/// <remarks>
/// <para>A point beats another if it costs no more, is no less accurate, and is better in one of the two. Of equal
/// points the first is kept.</para>
/// <para>The hypervolume is the area that the front beats, from cost 0 … reference and accuracy 0 … 1, as a share of
/// the whole: <c>Σ_i (c_{i+1} − c_i) a_i / c_ref</c> over the front in order of cost, with c_{n+1} = c_ref. Source:
/// E. Zitzler, L. Thiele, <i>Multiobjective Evolutionary Algorithms</i>, IEEE TEC 3(4), 1999.</para>
/// </remarks>
public static class ParetoFront
{
    /// <summary>Finds the front.</summary>
    /// <param name="costs">[n], finite.</param>
    /// <param name="accuracies">[n], finite.</param>
    /// <returns>Indices of the points on it, cheapest first.</returns>
    public static int[] Of(ReadOnlySpan<double> costs, ReadOnlySpan<double> accuracies)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(accuracies.Length, costs.Length);
        var (cost, accuracy) = (costs.ToArray(), accuracies.ToArray());
        var order = Enumerable.Range(0, cost.Length)
            .OrderBy(i => cost[i]).ThenByDescending(i => accuracy[i]).ThenBy(i => i);
        var front = new List<int>();
        var best = double.NegativeInfinity;
        foreach (var i in order)
        {
            if (!(accuracy[i] > best)) continue;
            best = accuracy[i];
            front.Add(i);
        }

        return [.. front];
    }

    /// <summary>The share of the rectangle up to a cost and accuracy 1 that is beaten.</summary>
    /// <param name="costs">[n], any points, on the front or not.</param>
    /// <param name="accuracies">[n], in [0, 1].</param>
    /// <param name="referenceCost">c_ref, > 0; dearer points count for nothing.</param>
    public static double Hypervolume(
        ReadOnlySpan<double> costs, ReadOnlySpan<double> accuracies, double referenceCost)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(referenceCost);
        var front = Of(costs, accuracies);
        var area = 0.0;
        for (var i = 0; i < front.Length && costs[front[i]] < referenceCost; i++)
        {
            var next = i + 1 < front.Length ? Math.Min(costs[front[i + 1]], referenceCost) : referenceCost;
            area += (next - costs[front[i]]) * accuracies[front[i]];
        }

        return area / referenceCost;
    }
}

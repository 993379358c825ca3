namespace Pathwise.ArchitectureSearch;

/// <summary>The front of a search as it goes: the trained children that none beats in accuracy and cost at
/// once.</summary>
/// <remarks>Of equal ones the first is kept, so that the order in time decides. Not thread-safe.</remarks>
/// <param name="cost">What counts as cost.</param>
public sealed class ParetoArchive(CostKind cost)
{
    private readonly List<Child> _front = [];

    /// <summary>What counts as cost.</summary>
    public CostKind Cost => cost;

    /// <summary>The children on the front, cheapest first.</summary>
    public IReadOnlyList<Child> Front => _front;

    /// <summary>The cost of the dearest child so far, which the hypervolume refers to; 0 before the first.</summary>
    public double Dearest { get; private set; }

    /// <summary>The share of the rectangle up to the dearest child and accuracy 1 that the front beats; 0 before the
    /// first child.</summary>
    /// <remarks>See <see cref="ParetoFront.Hypervolume"/>. Its reference grows with the dearest child.</remarks>
    public double Hypervolume => Dearest > 0
        ? ParetoFront.Hypervolume(
            _front.Select(CostOf).ToArray(), _front.Select(child => child.Result.Accuracy).ToArray(), Dearest)
        : 0;

    /// <summary>What a child costs.</summary>
    public double CostOf(Child child)
    {
        ArgumentNullException.ThrowIfNull(child);
        return SearchReward.CostOrNull(child.Result, cost) ?? 0;
    }

    /// <summary>Takes a child; one that was not trained, or whose cost nobody knows, changes nothing.</summary>
    /// <returns>Whether it is on the front now.</returns>
    public bool Add(Child child)
    {
        ArgumentNullException.ThrowIfNull(child);
        var (price, accuracy) = (CostOf(child), child.Result.Accuracy);
        if (child.Result.Status != ChildStatus.Trained || !(price > 0)) return false;
        Dearest = Math.Max(Dearest, price);
        if (_front.Exists(other => CostOf(other) <= price && other.Result.Accuracy >= accuracy)) return false;
        _front.RemoveAll(other => CostOf(other) >= price && other.Result.Accuracy <= accuracy);
        _front.Insert(_front.FindLastIndex(other => CostOf(other) < price) + 1, child);
        return true;
    }
}

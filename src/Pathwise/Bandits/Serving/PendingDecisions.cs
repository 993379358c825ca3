namespace Pathwise.Bandits.Serving;

/// <summary>The latest decisions, and which of them still wait for a reward.</summary>
/// <remarks>A ring: decision id lies at id mod capacity, and is forgotten when another one comes to lie
/// there.</remarks>
internal sealed class PendingDecisions(int capacity)
{
    private const int Nothing = -1;

    private readonly (long Id, int Arm)[] _ring = NewRing(capacity);

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Those that wait, the oldest first.</summary>
    public IEnumerable<(long Id, int Arm)> All => _ring.Where(one => one.Arm != Nothing).OrderBy(one => one.Id);

    public void Add(long id, int arm)
    {
        ref var place = ref _ring[id % capacity];
        if (place.Arm == Nothing) Count++;
        place = (id, arm);
    }

    /// <summary>The arm of a decision that waits.</summary>
    public bool TryFind(long id, out int arm)
    {
        var place = id < 0 ? default : _ring[id % capacity];
        arm = place.Arm;
        return id >= 0 && place.Id == id && arm != Nothing;
    }

    /// <summary>Takes out a decision that waits.</summary>
    public void Remove(long id)
    {
        _ring[id % capacity].Arm = Nothing;
        Count--;
    }

    private static (long, int)[] NewRing(int capacity)
    {
        var ring = new (long, int)[capacity];
        Array.Fill(ring, (0, Nothing));
        return ring;
    }
}

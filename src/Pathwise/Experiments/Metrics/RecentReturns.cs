namespace Pathwise.Experiments.Metrics;

/// <summary>The returns of the last n episodes, and their mean.</summary>
internal sealed class RecentReturns(int capacity) : ISaved
{
    private readonly double[] _returns = new double[capacity];
    private long _added;

    internal int Count => (int)Math.Min(_added, capacity);

    internal bool IsFull => _added >= capacity;

    /// <summary>NaN while there is none. Summed anew each time, in the order of the ring: no error builds up.</summary>
    internal double Mean
    {
        get
        {
            var sum = 0.0;
            foreach (var value in _returns.AsSpan(0, Count)) sum += value;
            return sum / Count;
        }
    }

    internal void Add(double value) => _returns[_added++ % capacity] = value;

    public void Save(IStateWriter writer)
    {
        writer.Write<double>("returns", _returns);
        writer.Write<long>("added", [_added]);
    }

    public void Load(IStateReader reader)
    {
        reader.Read<double>("returns", _returns);
        Span<long> added = stackalloc long[1];
        reader.Read("added", added);
        _added = added[0];
    }
}

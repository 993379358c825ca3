using System.Text;

namespace Pathwise.Experiments.Metrics;

/// <summary>Averages what a learner reports, from one line of metrics to the next.</summary>
/// <remarks>Allocates when a name is new, and never again. Its state is part of a checkpoint: a line may span
/// one.</remarks>
internal sealed class MetricsRecorder : IMetrics, ISaved
{
    private readonly List<MetricSlot> _slots = [];
    private readonly RecentReturns _recent;
    private readonly RecentReturns _target;
    private int _expected;

    /// <param name="recent">Receives every episode's return, for progress.</param>
    /// <param name="target">Receives every episode's return, for early stopping.</param>
    internal MetricsRecorder(RecentReturns recent, RecentReturns target) => (_recent, _target) = (recent, target);

    /// <summary>The numbers, in the order in which their names first came.</summary>
    internal IReadOnlyList<MetricSlot> Slots => _slots;

    /// <summary>The first name whose number was not finite, or null.</summary>
    internal string? NotFinite { get; private set; }

    /// <summary>Whether nothing has come since the last <see cref="Clear"/>.</summary>
    internal bool IsEmpty
    {
        get
        {
            foreach (var slot in _slots)
                if (slot.Count > 0)
                    return false;
            return true;
        }
    }

    public void Add(string name, double value)
    {
        if (!double.IsFinite(value))
        {
            NotFinite ??= name;
            return;
        }

        SlotOf(name).Add(value);
        if (name != IMetrics.EpisodeReturn) return;
        _recent.Add(value);
        _target.Add(value);
    }

    /// <summary>The mean of a number since the last <see cref="Clear"/>, or null if there was none.</summary>
    internal double? MeanOf(string name)
    {
        foreach (var slot in _slots)
            if (slot.Name == name)
                return slot.Count == 0 ? null : slot.Mean;
        return null;
    }

    /// <summary>Starts a new line; the names keep their order.</summary>
    internal void Clear()
    {
        foreach (var slot in _slots) slot.Clear();
    }

    public void Save(IStateWriter writer)
    {
        writer.Write<byte>("names", Encoding.UTF8.GetBytes(string.Join('\n', _slots.Select(slot => slot.Name))));
        writer.Write<double>("sums", _slots.Select(slot => slot.Sum).ToArray());
        writer.Write<long>("counts", _slots.Select(slot => slot.Count).ToArray());
    }

    public void Load(IStateReader reader)
    {
        var names = Encoding.UTF8.GetString(reader.ReadAll<byte>("names")).Split('\n',
            StringSplitOptions.RemoveEmptyEntries);
        var (sums, counts) = (new double[names.Length], new long[names.Length]);
        reader.Read<double>("sums", sums);
        reader.Read<long>("counts", counts);
        _slots.Clear();
        for (var i = 0; i < names.Length; i++) _slots.Add(new(names[i]) { Sum = sums[i], Count = counts[i] });
    }

    /// <summary>Names mostly come in the order of the update before, so the next slot is tried first.</summary>
    private MetricSlot SlotOf(string name)
    {
        for (var tried = 0; tried < _slots.Count; tried++)
        {
            var index = (_expected + tried) % _slots.Count;
            if (_slots[index].Name != name) continue;
            _expected = index + 1;
            return _slots[index];
        }

        var slot = new MetricSlot(name);
        _slots.Add(slot);
        return slot;
    }
}

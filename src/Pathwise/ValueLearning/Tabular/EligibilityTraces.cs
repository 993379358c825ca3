using Pathwise.Experiments;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>z, how much each entry of a table had to do with what happens now.</summary>
/// <remarks>
/// <para>Only traces of at least <see cref="Negligible"/> are kept, in a list, so that a step costs as much as there
/// are of them, not as much as the table is long: at γλ = 0.9, at most 263.</para>
/// <para>Source: Sutton &amp; Barto (2018), §12.2, §12.5. Allocates nothing after construction. Not thread-safe.</para>
/// </remarks>
public sealed class EligibilityTraces : ISaved
{
    /// <summary>Traces below this are forgotten; 2⁻⁴⁰.</summary>
    public const double Negligible = 1.0 / (1L << 40);

    private readonly double[] _trace;
    private readonly int[] _kept;
    private int _count;

    /// <summary>No traces.</summary>
    /// <param name="entries">How many entries the table has.</param>
    public EligibilityTraces(int entries) => (_trace, _kept) = (new double[entries], new int[entries]);

    /// <summary>The entries that have a trace.</summary>
    public ReadOnlySpan<int> Kept => _kept.AsSpan(0, _count);

    /// <summary>z of an entry.</summary>
    public double this[int entry] => _trace[entry];

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        foreach (var entry in Kept) _trace[entry] = 0;
        _count = 0;
    }

    /// <summary><c>z ← γλ z</c>.</summary>
    /// <param name="factor">γλ.</param>
    public void Fade(double factor)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            ref var z = ref _trace[_kept[i]];
            z *= factor;
            if (z >= Negligible) continue;
            z = 0;
            _kept[i] = _kept[--_count];
        }
    }

    /// <summary>Notes a visit.</summary>
    /// <param name="entry">Of what.</param>
    /// <param name="kind">What it does to the trace.</param>
    /// <param name="stepSize">α, for Dutch traces.</param>
    public void Visit(int entry, TraceKind kind, double stepSize)
    {
        ref var z = ref _trace[entry];
        if (z == 0) _kept[_count++] = entry;
        z = kind switch
        {
            TraceKind.Replacing => 1,
            TraceKind.Dutch => z + 1 - (stepSize * z),
            _ => z + 1,
        };
    }

    /// <summary>Moves every entry that has a trace: <c>V ← V + step · z</c>.</summary>
    /// <param name="values">V, as long as the table.</param>
    /// <param name="step">αδ.</param>
    public void Push(Span<double> values, double step)
    {
        foreach (var entry in Kept) values[entry] += step * _trace[entry];
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("kept", Kept);
        writer.Write<double>("traces", _trace);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var kept = reader.ReadAll<int>("kept");
        if (kept.Length > _kept.Length || Array.Exists(kept, entry => (uint)entry >= (uint)_trace.Length))
            throw new BadInputException("The checkpoint's traces are of entries that there are not; it was altered.");
        kept.CopyTo(_kept, 0);
        _count = kept.Length;
        reader.Read<double>("traces", _trace);
    }
}

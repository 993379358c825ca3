using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pathwise.Environments.MinAtar;

/// <summary>Things of one kind that cross the sea, in the order in which they came.</summary>
/// <typeparam name="TBerths">Room for them: an inline array of <see cref="Craft"/>.</typeparam>
internal struct Fleet<TBerths> where TBerths : unmanaged
{
    private TBerths _berths;
    private byte _count;

    /// <summary>How many there are.</summary>
    public readonly int Count => _count;

    /// <summary>How many there can be.</summary>
    public static int Capacity => Unsafe.SizeOf<TBerths>() / Unsafe.SizeOf<Craft>();

    /// <summary>One of them, 0 the first that came.</summary>
    [UnscopedRef]
    public ref Craft this[int index]
    {
        get
        {
            if ((uint)index >= _count) throw new ArgumentOutOfRangeException(nameof(index));
            return ref Unsafe.Add(ref Unsafe.As<TBerths, Craft>(ref _berths), index);
        }
    }

    /// <summary>Those there are.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<Craft> All => MemoryMarshal.CreateReadOnlySpan(
        ref Unsafe.As<TBerths, Craft>(ref Unsafe.AsRef(in _berths)), _count);

    /// <summary>Adds one, unless there is no room.</summary>
    public void Add(Craft craft)
    {
        if (_count == Capacity) return;
        _count++;
        this[_count - 1] = craft;
    }

    /// <summary>Removes one; those that came after it close up.</summary>
    public void RemoveAt(int index)
    {
        for (var next = index + 1; next < _count; next++) this[next - 1] = this[next];
        this[_count - 1] = default;
        _count--;
    }

    /// <summary>Removes the first one in a cell.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryRemoveAt(int row, int column)
    {
        for (var i = 0; i < _count; i++)
            if (this[i].IsAt(row, column))
            {
                RemoveAt(i);
                return true;
            }

        return false;
    }
}

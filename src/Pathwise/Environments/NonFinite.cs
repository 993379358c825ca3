using System.Numerics;
using System.Runtime.InteropServices;

namespace Pathwise.Environments;

/// <summary>Finds NaN and ±∞ in rows of numbers, at a small fraction of a nanosecond per number.</summary>
/// <remarks>0·x is 0 for a finite x and NaN otherwise, so one sum tells of all; only when it is NaN is the place looked
/// for. Four sums go side by side, for one alone would wait for itself.</remarks>
internal static class NonFinite
{
    /// <summary>The index of the first number that is not finite, or −1.</summary>
    public static int IndexIn<T>(ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        var (first, second, third, fourth) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var i = 0;
        for (; i <= vectors.Length - 4; i += 4)
        {
            first += vectors[i] * T.Zero;
            second += vectors[i + 1] * T.Zero;
            third += vectors[i + 2] * T.Zero;
            fourth += vectors[i + 3] * T.Zero;
        }

        for (; i < vectors.Length; i++) first += vectors[i] * T.Zero;
        var sum = Vector.Sum(first + second + third + fourth);
        foreach (var value in values[(vectors.Length * Vector<T>.Count)..]) sum += value * T.Zero;
        if (!T.IsNaN(sum)) return -1;

        var index = 0;
        while (T.IsFinite(values[index])) index++;
        return index;
    }
}

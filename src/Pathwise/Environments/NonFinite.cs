using System.Numerics;

namespace Pathwise.Environments;

/// <summary>Finds NaN and ±∞ in rows of numbers, at a fraction of a nanosecond per number.</summary>
/// <remarks>0·x is 0 for a finite x and NaN otherwise, so one sum tells of all;
/// only when it is NaN is the place looked for.</remarks>
internal static class NonFinite
{
    /// <summary>The index of the first number that is not finite, or −1.</summary>
    public static int IndexIn(ReadOnlySpan<float> values)
    {
        var (lanes, i) = (Vector<float>.Zero, 0);
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            lanes += new Vector<float>(values[i..]) * 0f;
        var sum = Vector.Sum(lanes);
        for (; i < values.Length; i++) sum += values[i] * 0f;
        if (!float.IsNaN(sum)) return -1;

        i = 0;
        while (float.IsFinite(values[i])) i++;
        return i;
    }

    /// <inheritdoc cref="IndexIn(ReadOnlySpan{float})"/>
    public static int IndexIn(ReadOnlySpan<double> values)
    {
        var (lanes, i) = (Vector<double>.Zero, 0);
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            lanes += new Vector<double>(values[i..]) * 0.0;
        var sum = Vector.Sum(lanes);
        for (; i < values.Length; i++) sum += values[i] * 0.0;
        if (!double.IsNaN(sum)) return -1;

        i = 0;
        while (double.IsFinite(values[i])) i++;
        return i;
    }
}

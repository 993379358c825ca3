using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pathwise.Numerics;

/// <summary>The smooth maximum of one row of numbers: <c>m + ln Σ_i exp(x_i − m)</c>,
/// with <c>m = max_i x_i</c>.</summary>
/// <remarks>
/// <para>Stable as <see cref="Softmax"/> is; ln softmax(x)_i is x_i minus this. Nothing but −∞ gives −∞, a +∞ gives +∞,
/// NaN gives NaN.</para>
/// <para>Error: within 5 · 10⁻⁷ of <see cref="Reference"/>, absolutely,
/// for n ≤ 4096 (LogSumExpTests asserts it).</para>
/// </remarks>
public static class LogSumExp
{
    private const int Block = 256;

    /// <param name="x">[n], n ≥ 1.</param>
    /// <exception cref="ArgumentException">The row is empty.</exception>
    public static double Of(ReadOnlySpan<float> x)
    {
        if (x.IsEmpty) throw new ArgumentException("A log-sum-exp needs at least one number.", nameof(x));

        var m = Reduction.Of<Maximum>(x, float.NegativeInfinity);
        if (float.IsInfinity(m)) return HasNaN(x) ? double.NaN : m;

        Span<float> block = stackalloc float[Block];
        var sum = 0.0;
        for (var i = 0; i < x.Length; i += Block)
        {
            var part = x.Slice(i, Math.Min(Block, x.Length - i));
            sum += Exponentials(part, m, block[..part.Length]);
        }

        return m + Math.Log(sum);
    }

    /// <summary>The definition, in double.</summary>
    internal static double Reference(ReadOnlySpan<float> x)
    {
        var m = double.NegativeInfinity;
        foreach (var value in x) m = Math.Max(m, value);
        var sum = 0.0;
        foreach (var value in x) sum += Math.Exp(value - m);
        return m + Math.Log(sum);
    }

    /// <summary><c>y_i ← exp(x_i − m)</c>.</summary>
    /// <returns><c>Σ_i y_i</c>.</returns>
    internal static float Exponentials(ReadOnlySpan<float> x, float m, Span<float> y)
    {
        Elementwise.Run(new ExponentialOfDifference(x, m, y), y.Length);
        return Reduction.Of<Total>(y, 0);
    }

    private static bool HasNaN(ReadOnlySpan<float> x)
    {
        foreach (var value in x)
            if (float.IsNaN(value)) return true;
        return false;
    }

    private readonly ref struct ExponentialOfDifference(ReadOnlySpan<float> x, float m, Span<float> y) : IElementwise
    {
        private readonly ref float _x = ref MemoryMarshal.GetReference(x);
        private readonly ref float _y = ref MemoryMarshal.GetReference(y);
        private readonly float _m = m;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            var exponent = T.Load(in Unsafe.Add(ref _x, index)) - T.Broadcast(_m);
            T.Store(Exponential.OfNonPositive(exponent), ref Unsafe.Add(ref _y, index));
        }
    }
}

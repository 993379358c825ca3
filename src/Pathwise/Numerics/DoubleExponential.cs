using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pathwise.Numerics;

/// <summary>eˣ in double precision, eight at a time, with the same bits on every machine.</summary>
/// <remarks>
/// <c>eˣ = 2ⁿ eʳ</c> with <c>n = round(x / ln 2)</c>, so |r| ≤ 0.35, and eʳ by its series up to r¹³/13!, whose rest is
/// below 4 · 10⁻¹⁸. Fused multiply-adds throughout: where a processor has none, they are computed as if it had.
/// </remarks>
internal static class DoubleExponential
{
    private const double Least = -708, Log2E = 1.4426950408889634, Rounder = 6755399441055744;       // 1.5 · 2⁵²

    /// <summary>ln 2 = Ln2High + Ln2Low, the first with 20 zeros at its end, so that its multiples are exact.</summary>
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;

    /// <summary>eˣ for x ≤ 0; within 3 · 10⁻¹⁶ of it, relatively, for x ≥ −708, and 0 below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfNonPositive(Vector512<double> x)
    {
        var least = Vector512.Create(Least);
        var isZero = Vector512.LessThan(x, least);
        x = Vector512.ConditionalSelect(isZero, least, x);

        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Rounder));
        var n = shifted - Vector512.Create(Rounder);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);

        var p = Vector512.Create(1.0 / 6227020800);                              // 1/13!
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 479001600));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 39916800));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 3628800));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 362880));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 40320));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 5040));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 2));
        var lessOne = Vector512.FusedMultiplyAdd(p, r * r, r);                   // eʳ − 1

        var scale = ((shifted.AsInt64() << 52) + Vector512<double>.One.AsInt64()).AsDouble();        // 2ⁿ
        return Vector512.AndNot(Vector512.FusedMultiplyAdd(scale, lessOne, scale), isZero);
    }
}

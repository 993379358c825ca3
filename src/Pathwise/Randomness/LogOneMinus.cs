namespace Pathwise.Randomness;

/// <summary>ln(1 − u) for a uniform number u, with the same last digit on every machine.</summary>
/// <remarks>
/// <para><see cref="Math.Log(double)"/> leaves the last digit to the platform's C library, and NumPy takes the tail of
/// its normal numbers from <c>log1p</c>: two of three thousand draws from the tail would differ in it. So this is log1p
/// for the arguments at hand, in additions and multiplications alone.</para>
/// <para>Source: the method of Sun Microsystems' fdlibm (1993), <c>s_log1p</c>, which the GNU C library follows:
/// 1 − u = 2ᵏ(1 + f) with √½ &lt; 1 + f &lt; √2; s = f/(2 + f); ln(1 + f) = f − f²/2 + s(f²/2 + R(s²)), R a minimax
/// polynomial. Since u is a multiple of 2⁻⁵³, 1 − u is exact, and fdlibm's correction for its rounding is 0. The order
/// of operations is the GNU C library's. Where that is compiled with fused multiply-adds, it rounds one argument in two
/// thousand otherwise, which is one normal number in some millions. Error below 1 unit in the last place.</para>
/// </remarks>
internal static class LogOneMinus
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;
    private const double R1 = 6.666666666666735130e-01, R2 = 3.999999999940941908e-01, R3 = 2.857142874366239149e-01;
    private const double R4 = 2.222219843214978396e-01, R5 = 1.818357216161805012e-01, R6 = 1.531383769920937332e-01;
    private const double R7 = 1.479819860511658591e-01;
    private const double WithoutReduction = 0.29289322, Tiny = 1.0 / (1 << 29), Small = 1.0 / (1 << 20);

    /// <param name="u">A multiple of 2⁻⁵³ from [0, 1).</param>
    public static double Of(double u)
    {
        if (u < Tiny) return -u - (u * u * 0.5);

        var (k, f) = (0, -u);
        if (u >= WithoutReduction)
        {
            (k, var m) = Reduce(1 - u);
            f = m - 1;
            if (f is > -Small / 2 and < Small) return NearPowerOfTwo(k, f);
        }

        var half = 0.5 * f * f;
        var s = f / (2 + f);
        var z = s * s;
        var (z2, z4) = (z * z, z * z * (z * z));
        var z6 = z4 * z2;
        var r = (R1 * z) + (z2 * (R2 + (z * R3))) + (z4 * (R4 + (z * R5))) + (z6 * (R6 + (z * R7)));
        return k == 0
            ? f - (half - (s * (half + r)))
            : (k * Ln2High) - (half - ((s * (half + r)) + (k * Ln2Low)) - f);
    }

    /// <summary>x = 2ᵏ m with √½ ≤ m &lt; √2, to the precision of the leading 20 bits.</summary>
    private static (int Exponent, double Significand) Reduce(double x)
    {
        const ulong fractionOfRootTwo = 0x6A09E;
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var k = (int)(bits >> 52) - 1023;
        var fraction = bits & 0x000F_FFFF_FFFF_FFFF;
        return fraction >> 32 < fractionOfRootTwo
            ? (k, BitConverter.UInt64BitsToDouble(fraction | 0x3FF0_0000_0000_0000))
            : (k + 1, BitConverter.UInt64BitsToDouble(fraction | 0x3FE0_0000_0000_0000));
    }

    /// <summary>ln(2ᵏ(1 + f)) for so small an f that two terms of its series are enough.</summary>
    private static double NearPowerOfTwo(int k, double f)
    {
        if (f == 0) return (k * Ln2High) + (k * Ln2Low);

        var r = 0.5 * f * f * (1 - (0.66666666666666666 * f));
        return k == 0 ? f - r : (k * Ln2High) - (r - (k * Ln2Low) - f);
    }
}

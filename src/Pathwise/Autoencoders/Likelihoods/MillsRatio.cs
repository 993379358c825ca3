namespace Pathwise.Autoencoders.Likelihoods;

/// <summary><c>M(x) = (1 − Φ(x)) / φ(x)</c> for x ≥ 0: how a normal tail differs from its density.</summary>
/// <remarks>
/// <para>Below 2.5 by <c>M(x) = √(π/2) e^{x²/2} − Σ x^{2n+1} / (1·3·…·(2n+1))</c>, which loses two digits there; above
/// by Laplace's continued fraction <c>1/(x + 1/(x + 2/(x + 3/(x + …))))</c>, from the bottom. Source: Abramowitz and
/// Stegun (1964), 26.2.11 and 26.2.14.</para>
/// <para>Error: below 10⁻¹² relatively (LikelihoodTests asserts it).</para>
/// </remarks>
internal static class MillsRatio
{
    private const double RootOfHalfPi = 1.2533141373155002512;

    public static double Of(double x)
    {
        if (x < 2.5)
        {
            var (term, sum) = (x, x);
            for (var n = 3; term > 1e-17 * sum; n += 2) sum += term *= x * x / n;
            return (RootOfHalfPi * Math.Exp(0.5 * x * x)) - sum;
        }

        var fraction = x;
        for (var n = x < 6 ? 120 : 30; n >= 1; n--) fraction = x + (n / fraction);
        return 1 / fraction;
    }
}

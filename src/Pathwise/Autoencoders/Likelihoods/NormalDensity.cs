using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>The normal density φ, with distribution function Φ.</summary>
/// <remarks>By symmetry the interval is taken to lie below 0, or to contain it. Below it, <c>Φ(b) − Φ(a) =
/// φ(b) (M(−b) − M(−a) φ(a)/φ(b))</c> with Mills' ratio M, and nothing underflows.</remarks>
internal readonly struct NormalDensity : IGreyDensity
{
    public static (double Log, double ByLower, double ByUpper) LogMass(double a, double b)
    {
        if (a + b > 0)
        {
            var (log, byUpper, byLower) = LogMass(-b, -a);
            return (log, -byLower, -byUpper);
        }

        double logMass;
        if (b <= 0)
        {
            var tail = double.IsInfinity(a) ? 0 : MillsRatio.Of(-a) * Math.Exp(0.5 * (b - a) * (b + a));
            logMass = LogDensity(b) + Math.Log(MillsRatio.Of(-b) - tail);
        }
        else
        {
            var below = double.IsInfinity(a) ? 0 : MillsRatio.Of(-a) * Math.Exp(LogDensity(a));
            logMass = Math.Log(1 - below - (MillsRatio.Of(b) * Math.Exp(LogDensity(b))));
        }

        return (
            logMass,
            double.IsInfinity(a) ? 0 : -Math.Exp(LogDensity(a) - logMass),
            Math.Exp(LogDensity(b) - logMass));
    }

    public static double Draw(ref Rng rng) => rng.NextNormal();

    private static double LogDensity(double x) => (-0.5 * x * x) - GaussianLikelihood.HalfLogTwoPi;
}

using Pathwise.Randomness;

namespace Pathwise.Networks;

/// <summary>Draws orthonormal vectors, uniformly (Haar's measure).</summary>
/// <remarks>
/// The Q of the QR decomposition of normal draws, R's diagonal positive, by the Gram–Schmidt process in double: each
/// vector is freed of the earlier ones twice, which leaves inner products near 10⁻¹⁶ (Giraud et al., 2005).
/// </remarks>
internal static class RandomOrthonormal
{
    /// <returns>[count, length], row-major.</returns>
    public static double[] Draw(int count, int length, ref Rng rng)
    {
        var vectors = new double[count * length];
        for (var i = 0; i < count; i++)
        {
            var vector = vectors.AsSpan(i * length, length);
            foreach (ref var component in vector) component = rng.NextNormal();
            for (var j = 0; j < 2 * i; j++)
            {
                var earlier = vectors.AsSpan(j % i * length, length);
                AddMultiple(vector, -Dot(earlier, vector), earlier);
            }

            var norm = Math.Sqrt(Dot(vector, vector));
            foreach (ref var component in vector) component /= norm;
        }

        return vectors;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    private static void AddMultiple(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        for (var i = 0; i < y.Length; i++) y[i] += factor * x[i];
    }
}

using Pathwise.Numerics;

namespace Pathwise.Autoencoders;

/// <summary>Codes that are worth decoding: grids, lines and single coordinates of the latent space.</summary>
public static class LatentPaths
{
    private const double LeastSine = 1e-6;

    /// <summary>The plane of two latents, squeezed into a square so that each field is equally likely under N(0, I):
    /// <c>z = Φ⁻¹((i + ½)/n)</c> along both axes.</summary>
    /// <param name="side">n, fields along an axis, ≥ 1.</param>
    /// <returns>[n · n, 2], row by row from the top: z₁ grows to the right, z₂ upwards.</returns>
    /// <remarks>Source: Kingma and Welling (2014), figure 4. Fields' centres are taken, for the edges' quantiles are
    /// infinite.</remarks>
    public static float[] Manifold(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        var codes = new float[2 * side * side];
        for (var i = 0; i < side * side; i++)
        {
            codes[2 * i] = Place(i % side);
            codes[(2 * i) + 1] = Place(side - 1 - (i / side));
        }

        return codes;

        float Place(int i) => (float)StandardNormal.Quantile((i + 0.5) / side);                     // z = Φ⁻¹(u)
    }

    /// <summary>The straight line from one code to another, both included.</summary>
    /// <param name="from">Its first code, [latents].</param>
    /// <param name="to">Its last code, [latents].</param>
    /// <param name="steps">How many codes, ≥ 2.</param>
    /// <returns>[steps, latents].</returns>
    public static float[] Line(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, from.Length);
        var codes = new float[steps * from.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var (step, latent) = (i / from.Length, i % from.Length);
            var t = step / (float)(steps - 1);
            codes[i] = ((1 - t) * from[latent]) + (t * to[latent]);                                 // (1 − t) z + t z′
        }

        return codes;
    }

    /// <summary>The great circle from one code to another, both included, the length changing evenly from one's to the
    /// other's: <c>z(t) = r(t) [sin((1 − t)ω) u + sin(tω) u′] / sin ω</c>.</summary>
    /// <param name="from">Its first code, [latents]: r u.</param>
    /// <param name="to">Its last code, [latents]: r′ u′.</param>
    /// <param name="steps">How many codes, ≥ 2.</param>
    /// <returns>[steps, latents].</returns>
    /// <remarks>
    /// <para>ω is the angle between them, r(t) = (1 − t) r + t r′. In many dimensions almost all codes of N(0, I) have
    /// a length near √latents, and a straight line passes through shorter ones, which no example has. Source: Shoemake
    /// (1985), <i>Animating Rotation with Quaternion Curves</i>; White (2016), arXiv:1609.04468.</para>
    /// <para>Where the codes lie on one line with 0 (sin ω &lt; 10⁻⁶), or one is 0, no circle is meant: the straight
    /// line is taken.</para>
    /// </remarks>
    public static float[] Arc(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, from.Length);
        var (r, s, dot) = (0.0, 0.0, 0.0);
        for (var j = 0; j < from.Length; j++)
        {
            double a = from[j], b = to[j];
            (r, s, dot) = (r + (a * a), s + (b * b), dot + (a * b));
        }

        (r, s) = (Math.Sqrt(r), Math.Sqrt(s));
        var omega = Math.Acos(Math.Clamp(dot / (r * s), -1, 1));
        if (!(Math.Sin(omega) >= LeastSine)) return Line(from, to, steps);                           // also where r s = 0

        var codes = new float[steps * from.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var (step, latent) = (i / from.Length, i % from.Length);
            var t = step / (double)(steps - 1);
            var radius = ((1 - t) * r) + (t * s);                                                   // r(t)
            codes[i] = (float)(radius / Math.Sin(omega) * (
                (Math.Sin((1 - t) * omega) * from[latent] / r) + (Math.Sin(t * omega) * to[latent] / s)));
        }

        return codes;
    }

    /// <summary>One latent moved across a range, the others left as they are.</summary>
    /// <param name="code">Where it starts from, [latents].</param>
    /// <param name="latent">Which moves.</param>
    /// <param name="least">Where it begins.</param>
    /// <param name="greatest">Where it ends.</param>
    /// <param name="steps">How many codes, ≥ 2.</param>
    /// <returns>[steps, latents].</returns>
    public static float[] Traversal(ReadOnlySpan<float> code, int latent, float least, float greatest, int steps)
    {
        float[] from = [.. code], to = [.. code];
        (from[latent], to[latent]) = (least, greatest);
        return Line(from, to, steps);
    }
}

using Pathwise.Numerics;

namespace Pathwise.Autoencoders;

/// <summary>Codes that are worth decoding: grids, lines and single coordinates of the latent space.</summary>
public static class LatentPaths
{
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

    /// <summary>One latent moved from −range to range, the others left as they are.</summary>
    /// <param name="code">Where it starts from, [latents].</param>
    /// <param name="latent">Which moves.</param>
    /// <param name="range">How far, &gt; 0.</param>
    /// <param name="steps">How many codes, ≥ 2.</param>
    /// <returns>[steps, latents].</returns>
    public static float[] Traversal(ReadOnlySpan<float> code, int latent, float range, int steps)
    {
        float[] from = [.. code], to = [.. code];
        (from[latent], to[latent]) = (-range, range);
        return Line(from, to, steps);
    }
}

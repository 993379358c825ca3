namespace Pathwise.Numerics;

/// <summary>Integrals over [−1, 1], and up to points within it, from values at sixteen points.</summary>
/// <remarks>
/// <para>Source: P. J. Davis and P. Rabinowitz, <i>Methods of Numerical Integration</i>, 1984, §2.7. Exact for
/// polynomials up to degree 31 over the whole interval, and up to degree 15 to points within.</para>
/// <para>The nodes t_j are the zeros of Legendre's P₁₆, by Newton's method; a function through its values there is
/// <c>f(t) = Σ_k f(t_k) w_k Σ_m (m + ½) P_m(t_k) P_m(t)</c>, and <c>∫ P_m = (P_{m+1} − P_{m−1}) / (2m + 1)</c>.</para>
/// </remarks>
internal static class GaussLegendre
{
    public const int Count = 16;

    private static readonly double[] NodeArray = FindNodes();
    private static readonly double[] WeightArray = Array.ConvertAll(NodeArray, WeightOf);
    private static readonly double[] PartialArray = FindPartials();

    /// <summary>t_j, rising.</summary>
    public static ReadOnlySpan<double> Nodes => NodeArray;

    /// <summary>w_j: <c>∫ f = Σ_j w_j f(t_j)</c>.</summary>
    public static ReadOnlySpan<double> Weights => WeightArray;

    /// <summary>A_jk: <c>∫ from −1 to t_j of f = Σ_k A_jk f(t_k)</c>, column after column: all j for k = 0
    /// first.</summary>
    public static ReadOnlySpan<double> Partials => PartialArray;

    private static double[] FindNodes()
    {
        var nodes = new double[Count];
        for (var j = 0; j < Count; j++)
        {
            var t = -Math.Cos(Math.PI * (j + 0.75) / (Count + 0.5));
            for (var iteration = 0; iteration < 8; iteration++)                  // quadratic: four are enough
            {
                var p = Polynomials(t);
                t -= p[Count] * ((t * t) - 1) / (Count * ((t * p[Count]) - p[Count - 1]));
            }

            nodes[j] = t;
        }

        return nodes;
    }

    /// <summary><c>w = 2 (1 − t²) / (n P_{n−1}(t))²</c>.</summary>
    private static double WeightOf(double t)
    {
        var p = Count * Polynomials(t)[Count - 1];
        return 2 * (1 - (t * t)) / (p * p);
    }

    private static double[] FindPartials()
    {
        var partials = new double[Count * Count];
        for (var j = 0; j < Count; j++)
        {
            var to = Polynomials(NodeArray[j]);
            for (var k = 0; k < Count; k++)
            {
                var (at, sum) = (Polynomials(NodeArray[k]), 0.5 * (NodeArray[j] + 1));
                for (var m = 1; m < Count; m++) sum += 0.5 * at[m] * (to[m + 1] - to[m - 1]);
                partials[(k * Count) + j] = WeightArray[k] * sum;
            }
        }

        return partials;
    }

    /// <summary>P₀(t) to P₁₆(t), by <c>(m + 1) P_{m+1} = (2m + 1) t P_m − m P_{m−1}</c>.</summary>
    private static double[] Polynomials(double t)
    {
        var p = new double[Count + 1];
        (p[0], p[1]) = (1, t);
        for (var m = 1; m < Count; m++) p[m + 1] = ((((2 * m) + 1) * t * p[m]) - (m * p[m - 1])) / (m + 1);
        return p;
    }
}

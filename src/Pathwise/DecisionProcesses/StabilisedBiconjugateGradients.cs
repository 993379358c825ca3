namespace Pathwise.DecisionProcesses;

/// <summary>Approximate solutions of <c>A x = b</c> with <c>A = I − γ P</c>, sparse and not symmetric.</summary>
/// <remarks>
/// <para>Source: H. A. van der Vorst, <i>Bi-CGSTAB</i>, SIAM Journal on Scientific and Statistical Computing 13(2),
/// 1992, preconditioned from the right by a symmetric sweep of Gauss and Seidel,
/// <c>M = (D + L) D⁻¹ (D + U)</c>, where A = L + D + U.</para>
/// <para>Cost: four passes over the elements for each iteration; memory, nine numbers for each unknown.</para>
/// </remarks>
internal sealed class StabilisedBiconjugateGradients(
    SparseRows steps, double discount, CancellationToken cancellation)
{
    private const int MostIterations = 5000;
    private const double Reduction = 1e-8;

    private readonly double[] _diagonal =
        [.. Enumerable.Range(0, steps.Size).Select(row => 1 - (discount * SparseSystem.Loop(steps, row)))];

    /// <summary>An x whose residual is 10⁻⁸ of b; or the last one, where the method breaks down.</summary>
    /// <param name="b">b, [n].</param>
    public double[] Solve(double[] b)
    {
        var n = b.Length;
        var (x, r, shadow, p) = (new double[n], (double[])b.Clone(), (double[])b.Clone(), (double[])b.Clone());
        var (y, v, z, t) = (new double[n], new double[n], new double[n], new double[n]);
        var rho = Dot(shadow, r);
        var target = Reduction * Math.Sqrt(Dot(b, b));
        for (var k = 0; k < MostIterations; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            Precondition(p, y);                                             // y ← M⁻¹ p
            Multiply(y, v);                                                 // v ← A y
            var alpha = rho / Dot(shadow, v);                               // α ← ρ / (r̂ · v)
            if (!double.IsFinite(alpha)) break;
            for (var i = 0; i < n; i++) r[i] -= alpha * v[i];               // s ← r − α v
            Precondition(r, z);                                             // z ← M⁻¹ s
            Multiply(z, t);                                                 // t ← A z
            var square = Dot(t, t);
            var omega = square > 0 ? Dot(t, r) / square : 0;                // ω ← (t · s) / (t · t)
            for (var i = 0; i < n; i++)
            {
                x[i] += (alpha * y[i]) + (omega * z[i]);
                r[i] -= omega * t[i];                                       // r ← s − ω t
            }

            if (Math.Sqrt(Dot(r, r)) <= target) break;
            var next = Dot(shadow, r);
            var beta = next / rho * (alpha / omega);                        // β ← (ρ′/ρ) (α/ω)
            if (!double.IsFinite(beta) || beta == 0) break;
            for (var i = 0; i < n; i++) p[i] = r[i] + (beta * (p[i] - (omega * v[i])));
            rho = next;
        }

        return x;
    }

    private void Precondition(double[] b, double[] x)
    {
        for (var row = 0; row < b.Length; row++)                            // (D + L) w = b
            x[row] = (b[row] + (discount * Beside(row, x, isBelow: true))) / _diagonal[row];
        for (var row = b.Length - 1; row >= 0; row--)                       // (D + U) x = D w
            x[row] += discount * Beside(row, x, isBelow: false) / _diagonal[row];
    }

    /// <summary>What a row's elements left (or right) of the diagonal give.</summary>
    private double Beside(int row, double[] x, bool isBelow)
    {
        var columns = steps.ColumnsOf(row);
        var elements = steps.ElementsOf(row);
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i++)
            if (isBelow ? columns[i] < row : columns[i] > row) sum += elements[i] * x[columns[i]];
        return sum;
    }

    private void Multiply(double[] x, double[] product)
    {
        for (var row = 0; row < x.Length; row++) product[row] = x[row] - (discount * steps.Product(row, x));
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}

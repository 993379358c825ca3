namespace Pathwise.DecisionProcesses;

/// <summary>The equations <c>x = b + γ P x</c> of a chain that ends with certainty, or is discounted.</summary>
/// <remarks>
/// <para>Up to 512 unknowns are found by elimination (<see cref="DenseFactors"/>), more of them by a Krylov method
/// (<see cref="StabilisedBiconjugateGradients"/>). Either is repeated for what it missed, as long as that makes the
/// residual smaller, down to rounding. Where the Krylov method breaks down, sweeps of Gauss and Seidel, which always
/// converge here, take over.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
/// <param name="steps">P, with rows (or columns) of a sum ≤ 1.</param>
/// <param name="discount">γ.</param>
/// <param name="cancellation">Ends it early.</param>
internal sealed class SparseSystem(SparseRows steps, double discount, CancellationToken cancellation)
{
    private const int MostDense = 512, MostSweeps = 10_000_000;
    private const double Rounding = 4e-16, Settled = 1e-13;

    private DenseFactors? _factors;
    private StabilisedBiconjugateGradients? _krylov;

    /// <summary>By how much the solutions miss an equation, at most: <c>max |b + γ P x − x|</c>, computed from
    /// x.</summary>
    public double Residual { get; private set; }

    /// <summary>x, [n].</summary>
    /// <param name="b">b, [n].</param>
    /// <exception cref="BadInputException">The chain ends so seldom that no number can tell.</exception>
    public double[] Solve(double[] b)
    {
        if (steps.Size <= MostDense) _factors ??= DenseFactors.Of(Matrix());
        var x = new double[b.Length];
        var (missing, tried) = ((double[])b.Clone(), new double[b.Length]);
        var residual = Largest(missing);
        while (residual > Rounding * Largest(x, b))
        {
            cancellation.ThrowIfCancellationRequested();
            var correction = Approximate(missing);
            for (var i = 0; i < x.Length; i++) tried[i] = x[i] + correction[i];
            var smaller = Miss(tried, b, missing);
            if (!(smaller < residual)) break;
            tried.CopyTo(x, 0);
            (var isSlow, residual) = (smaller > residual / 2, smaller);
            if (isSlow) break;
        }

        if (!(residual <= Settled * Largest(x, b))) residual = Sweep(x, b, missing);
        if (!double.IsFinite(residual))
            throw new BadInputException(
                "The policy ends so seldom that its values are beyond all numbers; discount the process.");
        Residual = Math.Max(Residual, residual);
        return x;
    }

    private double[] Approximate(double[] b)
    {
        if (_factors is null) return (_krylov ??= new(steps, discount, cancellation)).Solve(b);
        var x = (double[])b.Clone();
        _factors.Solve(x);
        return x;
    }

    /// <summary><c>x(i) ← (b(i) + γ Σ_{j ≠ i} P(i, j) x(j)) / (1 − γ P(i, i))</c>, until rounding ends it.</summary>
    private double Sweep(double[] x, double[] b, double[] missing)
    {
        const int Checked = 50;
        var residual = Miss(x, b, missing);
        for (var sweep = 0; sweep < MostSweeps && residual > Settled * Largest(x, b); sweep += Checked)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < Checked; i++)
                for (var row = 0; row < x.Length; row++)
                {
                    var loop = discount * Loop(steps, row);
                    x[row] = (b[row] + (discount * steps.Product(row, x)) - (loop * x[row])) / (1 - loop);
                }

            residual = Miss(x, b, missing);
        }

        return residual;
    }

    /// <summary><c>P(i, i)</c>.</summary>
    internal static double Loop(SparseRows steps, int row) =>
        steps.ColumnsOf(row).IndexOf(row) is >= 0 and var at ? steps.ElementsOf(row)[at] : 0;

    private double Miss(double[] x, double[] b, double[] missing)
    {
        for (var row = 0; row < x.Length; row++) missing[row] = b[row] + (discount * steps.Product(row, x)) - x[row];
        return Largest(missing);
    }

    private double[,] Matrix()
    {
        var a = new double[steps.Size, steps.Size];
        for (var row = 0; row < steps.Size; row++)
        {
            a[row, row] = 1;
            for (var i = 0; i < steps.ColumnsOf(row).Length; i++)
                a[row, steps.ColumnsOf(row)[i]] -= discount * steps.ElementsOf(row)[i];
        }

        return a;
    }

    private static double Largest(params ReadOnlySpan<double[]> arrays)
    {
        var largest = 0.0;
        foreach (var array in arrays)
            foreach (var x in array) largest = Math.Max(largest, Math.Abs(x));
        return largest;
    }
}

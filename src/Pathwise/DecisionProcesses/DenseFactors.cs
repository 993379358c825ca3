namespace Pathwise.DecisionProcesses;

/// <summary>A small matrix as a product of triangles, <c>P A = L U</c>, to solve <c>A x = b</c> and
/// <c>Aᵀ y = c</c>.</summary>
/// <remarks>Source: G. H. Golub, C. F. Van Loan, <i>Matrix Computations</i> (4th ed., 2013), §3.4: elimination with
/// partial pivoting. Cost: n³/3 multiplications once, n² for each solution.</remarks>
internal sealed class DenseFactors
{
    private const double Singular = 1e-13;

    private readonly double[,] _lu;      // U on and above the diagonal, L − I below
    private readonly int[] _rows;        // row i of P A is row _rows[i] of A

    private DenseFactors(double[,] lu, int[] rows) => (_lu, _rows) = (lu, rows);

    /// <summary>n.</summary>
    public int Size => _rows.Length;

    /// <summary>The factors of a matrix, which are written over it.</summary>
    /// <param name="a">A, [n, n], with elements of a size near 1.</param>
    /// <returns>Null if a pivot is below 1e-13: the matrix is singular.</returns>
    public static DenseFactors? Of(double[,] a)
    {
        var n = a.GetLength(0);
        var rows = new int[n];
        for (var i = 0; i < n; i++) rows[i] = i;
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
                if (Math.Abs(a[i, k]) > Math.Abs(a[pivot, k])) pivot = i;
            if (!(Math.Abs(a[pivot, k]) > Singular)) return null;
            if (pivot != k)
            {
                (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
                for (var j = 0; j < n; j++) (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            }

            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i, k] /= a[k, k];
                if (factor == 0) continue;
                for (var j = k + 1; j < n; j++) a[i, j] -= factor * a[k, j];
            }
        }

        return new(a, rows);
    }

    /// <summary>Solves <c>A x = b</c>.</summary>
    /// <param name="b">b, [n]; receives x.</param>
    public void Solve(double[] b)
    {
        var x = new double[Size];
        for (var i = 0; i < Size; i++)                                      // L z = P b
        {
            x[i] = b[_rows[i]];
            for (var j = 0; j < i; j++) x[i] -= _lu[i, j] * x[j];
        }

        for (var i = Size - 1; i >= 0; i--)                                 // U x = z
        {
            for (var j = i + 1; j < Size; j++) x[i] -= _lu[i, j] * x[j];
            x[i] /= _lu[i, i];
        }

        x.CopyTo(b, 0);
    }

    /// <summary>Solves <c>Aᵀ y = c</c>.</summary>
    /// <param name="c">c, [n]; receives y.</param>
    public void SolveTransposed(double[] c)
    {
        var z = (double[])c.Clone();
        for (var i = 0; i < Size; i++)                                      // Uᵀ w = c
        {
            for (var j = 0; j < i; j++) z[i] -= _lu[j, i] * z[j];
            z[i] /= _lu[i, i];
        }

        for (var i = Size - 1; i >= 0; i--)                                 // Lᵀ z = w
            for (var j = i + 1; j < Size; j++) z[i] -= _lu[j, i] * z[j];
        for (var i = 0; i < Size; i++) c[_rows[i]] = z[i];                  // y = Pᵀ z
    }
}

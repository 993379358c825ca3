namespace Pathwise.Numerics;

/// <summary>The matrix products of dense and recurrent layers. Matrices are row-major, without gaps.</summary>
/// <remarks>
/// <para>Each element is one chain of fused multiply-adds in the order of the inner index, begun with the bias, 0 or
/// what was there. So its bits depend on its row of A and its column of B alone: not on the vector width, on the other
/// rows, or on how rows are split among threads. MatrixProductTests asserts it.</para>
/// <para>Error: within <c>(inner + 1) · 2⁻²⁴ · Σ |a_ik · b_kj|</c> of <see cref="Reference"/>.</para>
/// <para>Cost: rows · inner · columns multiply-adds, no allocation. The result may overlap nothing else.</para>
/// </remarks>
public static unsafe class MatrixProduct
{
    /// <summary><c>C ← A·B + bias</c>, the bias added to each row.</summary>
    /// <param name="a">A, [rows, inner].</param>
    /// <param name="b">B, [inner, columns].</param>
    /// <param name="bias">[columns], or empty for none.</param>
    /// <param name="c">Receives C, [rows, columns].</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="inner">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, Span<float> c,
        int rows, int inner, int columns)
    {
        MustHave(a.Length, rows, inner, nameof(a));
        MustHave(b.Length, inner, columns, nameof(b));
        MustHave(c.Length, rows, columns, nameof(c));
        if (!bias.IsEmpty) MustHave(bias.Length, 1, columns, nameof(bias));

        fixed (float* pA = a, pB = b, pBias = bias, pC = c)
            MatrixKernel.Multiply(new()
            {
                A = pA, ARow = inner, AInner = 1,
                B = pB, BInner = columns, BColumn = 1,
                Start = pBias, StartRow = 0,
                C = pC, Rows = rows, Inner = inner, Columns = columns,
            });
    }

    /// <summary><c>C ← C + A·B</c>.</summary>
    /// <param name="a">A, [rows, inner].</param>
    /// <param name="b">B, [inner, columns].</param>
    /// <param name="c">C, [rows, columns].</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="inner">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c,
        int rows, int inner, int columns)
    {
        MustHave(a.Length, rows, inner, nameof(a));
        MustHave(b.Length, inner, columns, nameof(b));
        MustHave(c.Length, rows, columns, nameof(c));

        fixed (float* pA = a, pB = b, pC = c)
            MatrixKernel.Multiply(new()
            {
                A = pA, ARow = inner, AInner = 1,
                B = pB, BInner = columns, BColumn = 1,
                Start = pC, StartRow = columns,
                C = pC, Rows = rows, Inner = inner, Columns = columns,
            });
    }

    /// <summary><c>C ← C + Aᵀ·B</c>.</summary>
    /// <param name="a">A, [inner, rows].</param>
    /// <param name="b">B, [inner, columns].</param>
    /// <param name="c">C, [rows, columns].</param>
    /// <param name="rows">Columns of A, rows of C.</param>
    /// <param name="inner">Rows of A and B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void AddLeftTransposed(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c,
        int rows, int inner, int columns)
    {
        MustHave(a.Length, inner, rows, nameof(a));
        MustHave(b.Length, inner, columns, nameof(b));
        MustHave(c.Length, rows, columns, nameof(c));

        fixed (float* pA = a, pB = b, pC = c)
            MatrixKernel.Multiply(new()
            {
                A = pA, ARow = 1, AInner = rows,
                B = pB, BInner = columns, BColumn = 1,
                Start = pC, StartRow = columns,
                C = pC, Rows = rows, Inner = inner, Columns = columns,
            });
    }

    /// <summary><c>C ← A·Bᵀ</c>.</summary>
    /// <param name="a">A, [rows, inner].</param>
    /// <param name="b">B, [columns, inner].</param>
    /// <param name="c">Receives C, [rows, columns].</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="inner">Columns of A and B.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    public static void MultiplyRightTransposed(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c,
        int rows, int inner, int columns)
    {
        MustHave(a.Length, rows, inner, nameof(a));
        MustHave(b.Length, columns, inner, nameof(b));
        MustHave(c.Length, rows, columns, nameof(c));

        fixed (float* pA = a, pB = b, pC = c)
            MatrixKernel.Multiply(new()
            {
                A = pA, ARow = inner, AInner = 1,
                B = pB, BInner = 1, BColumn = inner,
                Start = null, StartRow = 0,
                C = pC, Rows = rows, Inner = inner, Columns = columns,
            });
    }

    /// <summary>The definition of <see cref="Multiply"/>, in double.</summary>
    /// <returns>C, and for each element the sum of its terms' magnitudes, which errors are measured against.</returns>
    internal static (double[] C, double[] Magnitudes) Reference(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias,
        int rows, int inner, int columns)
    {
        var c = new double[rows * columns];
        var magnitudes = new double[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                double sum = bias.IsEmpty ? 0 : bias[j];
                var magnitude = Math.Abs(sum);
                for (var k = 0; k < inner; k++)
                {
                    var term = (double)a[(i * inner) + k] * b[(k * columns) + j];
                    sum += term;
                    magnitude += Math.Abs(term);
                }

                (c[(i * columns) + j], magnitudes[(i * columns) + j]) = (sum, magnitude);
            }

        return (c, magnitudes);
    }

    private static void MustHave(int length, int rows, int columns, string name)
    {
        if (rows < 0 || columns < 0 || length != (long)rows * columns)
            throw new ArgumentException($"A matrix of {rows} × {columns} cannot have {length} numbers.", name);
    }
}

using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Numerics;

public sealed class MatrixProductTests
{
    /// <summary>Every column count from 0 to 65 with odd rows and inner sizes, some that reach the packing and blocks, and
    /// some with so few columns that the product is turned around.</summary>
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int>();
            for (var n = 0; n <= 65; n++) shapes.Add(n % 19, (n * 7) % 66, n);
            foreach (var (rows, inner, columns) in new[] { (65, 33, 17), (32, 129, 70), (33, 300, 131), (8, 64, 64), (40, 257, 3), (1, 500, 1), (5, 0, 6) })
                shapes.Add(rows, inner, columns);
            foreach (var (rows, inner, columns) in new[] { (64, 256, 2), (16, 5, 1), (131, 130, 3), (67, 0, 4), (70, 33, 15), (1, 70, 15), (7, 9, 14) })
                shapes.Add(rows, inner, columns);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_element_is_a_chain_of_fused_multiply_adds_in_order(int rows, int inner, int columns)
    {
        var rng = new Rng(7);
        var (a, b, bias) = (Draw(rows * inner, ref rng), Draw(inner * columns, ref rng), Draw(columns, ref rng));
        var c = Draw(rows * columns, ref rng);
        float Chain(float start, int i, int j)
        {
            for (var k = 0; k < inner; k++) start = MathF.FusedMultiplyAdd(a[(i * inner) + k], b[(k * columns) + j], start);
            return start;
        }

        var (withBias, without, transposed) = (new float[c.Length], new float[c.Length], new float[c.Length]);
        var (added, accumulated) = ((float[])c.Clone(), (float[])c.Clone());
        MatrixProduct.Multiply(a, b, bias, withBias, rows, inner, columns);
        MatrixProduct.Multiply(a, b, [], without, rows, inner, columns);
        MatrixProduct.MultiplyRightTransposed(a, Transpose(b, inner, columns), transposed, rows, inner, columns);
        MatrixProduct.Add(a, b, added, rows, inner, columns);
        MatrixProduct.AddLeftTransposed(Transpose(a, rows, inner), b, accumulated, rows, inner, columns);

        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var at = (i * columns) + j;
                Assert.Equal(Chain(bias[j], i, j), withBias[at]);
                Assert.Equal(Chain(0, i, j), without[at]);
                Assert.Equal(Chain(0, i, j), transposed[at]);
                Assert.Equal(Chain(c[at], i, j), added[at]);
                Assert.Equal(Chain(c[at], i, j), accumulated[at]);
            }
    }

    /// <summary>The bound of a sum of n products, each rounded once: n · 2⁻²⁴ of the sum of their magnitudes, to first order.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Error_is_within_the_bound_of_a_sum_of_products(int rows, int inner, int columns)
    {
        var rng = new Rng(8);
        var (a, b, bias) = (Draw(rows * inner, ref rng), Draw(inner * columns, ref rng), Draw(columns, ref rng));
        var c = new float[rows * columns];
        MatrixProduct.Multiply(a, b, bias, c, rows, inner, columns);

        var (expected, magnitudes) = MatrixProduct.Reference(a, b, bias, rows, inner, columns);
        for (var i = 0; i < c.Length; i++)
            Assert.Equal(expected[i], c[i], ((inner + 1) * Math.Pow(2, -24) * magnitudes[i]) + 1e-45);
    }

    [Theory]
    [InlineData(7, 70, 131)]
    [InlineData(37, 200, 21)]
    [InlineData(70, 130, 3)]
    [InlineData(3, 40, 15)]
    public void Every_width_of_lanes_gives_the_same_bits(int rows, int inner, int columns)
    {
        var expected = WithLanes<ScalarLanes>(rows, inner, columns);
        Assert.Equal(expected, WithLanes<ScalarLanes>(rows, inner, columns));
        Assert.Equal(expected, WithLanes<Lanes128>(rows, inner, columns));
        Assert.Equal(expected, WithLanes<Lanes256>(rows, inner, columns));
        Assert.Equal(expected, WithLanes<Lanes512>(rows, inner, columns));
    }

    [Fact]
    public void What_is_no_number_reaches_only_its_own_row()
    {
        var (a, c) = (new float[9 * 5], new float[9 * 20]);
        a[(4 * 5) + 2] = float.NaN;
        MatrixProduct.Multiply(a, new float[5 * 20], [], c, 9, 5, 20);

        for (var i = 0; i < c.Length; i++) Assert.Equal(i / 20 == 4, float.IsNaN(c[i]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[5], new float[6], [], new float[4], 2, 3, 2));
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(new float[6], new float[6], [1], new float[4], 2, 3, 2));
        Assert.Throws<ArgumentException>(() => MatrixProduct.AddLeftTransposed(new float[6], new float[6], new float[3], 2, 3, 2));
        Assert.Throws<ArgumentException>(() => MatrixProduct.MultiplyRightTransposed(new float[6], new float[7], new float[4], 2, 3, 2));
    }

    private static unsafe float[] WithLanes<T>(int rows, int inner, int columns) where T : struct, ILanes<T>
    {
        var rng = new Rng(9);
        var (a, b, bias) = (Draw(rows * inner, ref rng), Draw(inner * columns, ref rng), Draw(columns, ref rng));
        var c = new float[rows * columns];
        fixed (float* pA = a, pB = b, pBias = bias, pC = c)
            MatrixKernel.Multiply<T>(new()
            {
                A = pA, ARow = inner, AInner = 1, B = pB, BInner = columns, BColumn = 1, Start = pBias, C = pC,
                Rows = rows, Inner = inner, Columns = columns,
            });
        return c;
    }

    private static float[] Draw(int count, ref Rng rng)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan()) value = (float)rng.NextUniform(-1, 1);
        return values;
    }

    private static float[] Transpose(float[] matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) transposed[(j * rows) + i] = matrix[(i * columns) + j];
        return transposed;
    }
}

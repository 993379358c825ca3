using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class ColumnSumsTests
{
    [Fact]
    public void Rows_are_added_in_order_to_what_was_there()
    {
        for (var columns = 1; columns <= 65; columns++)
        {
            var a = SoftmaxTests.Logits(7 * columns, 1);
            var (sums, expected) = (SoftmaxTests.Logits(columns, 1), SoftmaxTests.Logits(columns, 1));
            ColumnSums.Add(a, sums);
            for (var i = 0; i < a.Length; i++) expected[i % columns] += a[i];
            Assert.Equal(expected, sums);
        }
    }

    [Fact]
    public void Parts_of_rows_are_refused() => Assert.Throws<ArgumentException>(() => ColumnSums.Add(new float[5], new float[2]));
}

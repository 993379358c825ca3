using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.Tests.Replay;

public sealed class SumTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100)]
    public void After_any_changes_the_sum_is_that_of_a_tree_just_built(int count)
    {
        var rng = new Rng(1);
        var (tree, values) = (new SumTree(count), new double[count]);
        for (var change = 0; change < 20 * count; change++)
        {
            var i = rng.NextInt32(count);
            tree[i] = values[i] = change % 3 == 0 ? 0 : Math.Exp(20 * rng.NextNormal());
        }

        var built = new SumTree(count);
        for (var i = 0; i < count; i++) built[i] = values[i];
        Assert.Equal(built.Total, tree.Total);                                     // the very bits: nothing has built up
        Assert.Equal(values.Sum(), tree.Total, 1e-12 * values.Sum());
        for (var i = 0; i < count; i++) Assert.Equal(values[i], tree[i]);
    }

    [Fact]
    public void A_part_of_the_sum_is_found_where_it_lies()
    {
        var tree = new SumTree(5);
        double[] values = [2, 0, 3, 1, 0];
        for (var i = 0; i < values.Length; i++) tree[i] = values[i];
        Assert.Equal([0, 0, 2, 2, 2, 3], new[] { 0, 1.5, 2, 3, 4.9, 5.5 }.Select(tree.Find));
    }

    [Fact]
    public void No_number_that_is_0_is_found_whatever_the_rounding()
    {
        var tree = new SumTree(8);
        (tree[1], tree[5]) = (0.1, 0.2);
        Assert.Equal(1, tree.Find(0));
        Assert.Equal(5, tree.Find(tree.Total));
        Assert.Equal(5, tree.Find(double.MaxValue));
        tree[5] = 0;
        Assert.Equal(1, tree.Find(tree.Total));
        tree[1] = 0;
        Assert.Throws<InvalidOperationException>(() => tree.Find(0));
    }

    [Fact]
    public void What_is_no_weight_is_refused()
    {
        var tree = new SumTree(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree[0] = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree[0] = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree[0] = double.PositiveInfinity);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree[2] = 1);
    }
}

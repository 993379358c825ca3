using CsCheck;
using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class RunningMomentsTests
{
    [Fact]
    public void Nothing_seen_has_mean_0_variance_1_and_a_count_of_a_ten_thousandth()
    {
        var moments = new RunningMoments(2);

        Assert.Equal([0, 0], moments.Mean.ToArray());
        Assert.Equal([1, 1], moments.Variance.ToArray());
        Assert.Equal(1e-4, moments.Count);
    }

    /// <summary>The prior counts as 10⁻⁴ rows of mean 0 and variance 1: closed form of the pooled moments.</summary>
    [Fact]
    public void One_row_is_pooled_with_the_prior()
    {
        var moments = new RunningMoments(2);
        moments.Update<float>([3, -5]);

        var total = 1 + 1e-4;
        Assert.Equal(total, moments.Count);
        Assert.Equal(3 / total, moments.Mean[0], 1e-15);
        Assert.Equal(-5 / total, moments.Mean[1], 1e-15);
        Assert.Equal(((1e-4 + 9) / total) - Math.Pow(3 / total, 2), moments.Variance[0], 1e-12);
    }

    [Fact]
    public void Batches_of_any_size_give_the_moments_of_all_rows() =>
        Gen.Double[-100, 100].Array[1, 60].Select(Gen.Int[1, 7]).Sample((values, size) =>
        {
            var moments = new RunningMoments(1);
            for (var start = 0; start < values.Length; start += size)
                moments.Update<double>(values.AsSpan(start, Math.Min(size, values.Length - start)));

            var total = values.Length + 1e-4;
            var mean = values.Sum() / total;
            var variance = ((1e-4 * (1 + (mean * mean))) + values.Sum(x => (x - mean) * (x - mean))) / total;
            Assert.Equal(mean, moments.Mean[0], 1e-11);
            Assert.Equal(variance, moments.Variance[0], 1e-8);
        });

    [Fact]
    public void Rows_that_do_not_fit_are_refused() =>
        Assert.Throws<ArgumentException>(() => new RunningMoments(3).Update<float>([1, 2, 3, 4]));

    [Fact]
    public void An_empty_batch_changes_nothing()
    {
        var moments = new RunningMoments(1);
        moments.Update<float>([]);

        Assert.Equal(1e-4, moments.Count);
    }

    [Fact]
    public void What_is_loaded_goes_on_as_what_was_saved()
    {
        var (saved, loaded, state) = (new RunningMoments(2), new RunningMoments(2), new MemoryState());
        saved.Update<float>([1, 2, 3, 4]);
        saved.Save(state);
        loaded.Load(state);
        saved.Update<float>([5, 6]);
        loaded.Update<float>([5, 6]);

        Assert.Equal(saved.Count, loaded.Count);
        Assert.Equal(saved.Mean.ToArray(), loaded.Mean.ToArray());
        Assert.Equal(saved.Variance.ToArray(), loaded.Variance.ToArray());
    }
}

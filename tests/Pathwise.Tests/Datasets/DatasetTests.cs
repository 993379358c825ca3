using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Tests.Datasets;

public sealed class DatasetTests
{
    [Theory]
    [InlineData(255)]
    [InlineData(16)]
    [InlineData(1)]
    public void A_byte_reads_as_its_fraction_of_the_levels_rounded_once(int levels)
    {
        for (var size = 1; size <= 35; size++)
        {
            var bytes = Enumerable.Range(0, 3 * size).Select(i => (byte)(i * 37 % (levels + 1))).ToArray();
            var set = new Dataset("some", DataSplit.Train, new(1, size), bytes, (byte)levels);
            var batch = new float[3 * size];
            var rng = new Rng(1);
            set.Gather([2, 0, 1], batch, ref rng);
            var ordered = bytes[(2 * size)..].Concat(bytes[..(2 * size)]);
            Assert.Equal(ordered.Select(b => b / (float)levels), batch);
            Assert.Equal(new Rng(1), rng);
        }
    }

    [Fact]
    public void Dynamic_binarisation_compares_each_pixel_with_one_uniform_number()
    {
        var bytes = Enumerable.Range(0, 2 * 35).Select(i => (byte)(i * 11 % 256)).ToArray();
        var set = new Dataset("some", DataSplit.Train, new(5, 7), bytes).With(PixelConvention.DynamicBinary);
        var numbers = new Dataset("some", DataSplit.Train, new(5, 7), Array.ConvertAll(bytes, b => b / 255f), default, PixelConvention.DynamicBinary);
        var (first, second, expected) = (new float[70], new float[70], new float[70]);
        var (a, b, c) = (new Rng(7), new Rng(7), new Rng(7));
        set.Gather([0, 1], first, ref a);
        numbers.Gather([0, 1], second, ref b);
        for (var i = 0; i < 70; i++) expected[i] = c.NextSingle() < bytes[i] / 255f ? 1 : 0;
        Assert.Equal(expected, first);
        Assert.Equal(expected, second);
        Assert.Equal(c, a);
    }

    [Fact]
    public void A_part_held_out_and_the_rest_make_the_whole_and_depend_on_the_stream_alone()
    {
        var bytes = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();
        var set = new Dataset("some", DataSplit.Train, new(1, 1), bytes, labels: Enumerable.Range(0, 100).ToArray());
        var (rng, again) = (new Rng(3), new Rng(3));
        var (rest, held) = set.HoldOut(30, DataSplit.Validation, ref rng);
        Assert.Equal((70, 30, DataSplit.Train, DataSplit.Validation), (rest.Count, held.Count, rest.Split, held.Split));
        Assert.Equal(Enumerable.Range(0, 100), rest.Labels.ToArray().Concat(held.Labels.ToArray()).Order());
        Assert.Equal(held.Labels, set.HoldOut(30, DataSplit.Validation, ref again).HeldOut.Labels);
        var pixel = new float[1];
        held.Read(4, pixel, ref rng);
        Assert.Equal(held.Labels[4] / 255f, pixel[0]);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var set = new Dataset("some", DataSplit.Train, new(28, 28), new byte[784 * 10]).With(PixelConvention.DynamicBinary);
        var (rows, batch, rng) = (new[] { 1, 2, 3 }, new float[3 * 784], new Rng(1));
        set.Gather(rows, batch, ref rng);
        var before = GC.GetAllocatedBytesForCurrentThread();
        set.Gather(rows, batch, ref rng);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Conventions_do_not_mix()
    {
        var bits = new Dataset("bits", DataSplit.Test, new(1, 2), new byte[] { 0, 1 }, 1, default, PixelConvention.StaticBinary);
        Assert.Throws<BadInputException>(() => bits.With(PixelConvention.Grey));
        var wide = new Dataset("wide", DataSplit.Test, new(1, 2), new[] { 0.5f, 2f });
        Assert.Contains("no probability", Assert.Throws<BadInputException>(() => wide.With(PixelConvention.DynamicBinary)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_do_not_match_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Dataset("x", DataSplit.Train, new(2, 2), new byte[7]));
        Assert.Throws<ArgumentException>(() => new Dataset("x", DataSplit.Train, new(2, 2), new byte[8], labels: [1]));
        Assert.Throws<ArgumentException>(() => new Dataset("x", DataSplit.Train, new(2, 2), new byte[] { 0, 1, 2, 0 }, levels: 1));
    }
}

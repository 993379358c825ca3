using Pathwise.Randomness;

namespace Pathwise.Tests.Randomness;

/// <summary>The numbers are what NumPy 1.24.2 prints for the same seeds.</summary>
public sealed class RngTests
{
    [Theory]
    [InlineData(0, new[] { 0.6369616873214543, 0.2697867137638703, 0.04097352393619469, 0.016527635528529094 })]
    [InlineData(42, new[] { 0.7739560485559633, 0.4388784397520523, 0.8585979199113825, 0.6973680290593639 })]
    [InlineData(ulong.MaxValue, new[] { 0.6800266789616931, 0.8453117585624743, 0.007403081599260064, 0.8945681264391473 })]
    public void Uniform_numbers_are_NumPys(ulong seed, double[] expected)
    {
        var rng = new Rng(seed);
        Assert.All(expected, number => Assert.Equal(number, rng.NextDouble()));
    }

    [Fact]
    public void Uniform_numbers_in_single_precision_are_NumPys()
    {
        var rng = new Rng(42);
        float[] expected =
            [0.08925092220306396f, 0.7739560008049011f, 0.6545714735984802f, 0.4388784170150757f, 0.43301522731781006f];
        Assert.All(expected, number => Assert.Equal(number, rng.NextSingle()));
    }

    [Fact]
    public void Uniform_numbers_of_a_range_are_NumPys()
    {
        var rng = new Rng(42);
        double[] expected = [0.027395604855596334, -0.006112156024794771, 0.03585979199113824, 0.019736802905936393];
        Assert.All(expected, number => Assert.Equal(number, rng.NextUniform(-0.05, 0.05)));
    }

    // The last number is a NextDouble after the integers: it shows how many words they took.
    [Theory]
    [InlineData(0, 6, new long[] { 0, 4, 3, 2, 2, 5 }, 0.6973680290593639)]
    [InlineData(-3, 4, new long[] { -3, 2, 1, 0, 0, 3 }, 0.6973680290593639)]
    [InlineData(0, 1L << 31,
        new long[] { 191664964, 1662057958, 1405681632, 942484272, 929893138, 1843824993 }, 0.6973680290593639)]
    [InlineData(0, (1L << 32) - 1,
        new long[] { 383329927, 3324115916, 2811363264, 1884968544, 1859786275, 3687649985 }, 0.6973680290593639)]
    [InlineData(0, 1L << 32,
        new long[] { 383329928, 3324115917, 2811363265, 1884968545, 1859786276, 3687649986 }, 0.6973680290593639)]
    [InlineData(0, (1L << 32) + 1,
        new long[] { 3324115917, 1884968546, 3687649987, 2995172878, 404488629, 4190266094 }, 0.761139701990353)]
    [InlineData(long.MinValue, long.MaxValue,
        new long[] { 5053597115156604551, -1127493779279708224, 6614964053969868323, 3640797520390555788 }, 0.09417734788764953)]
    [InlineData(0, 3L << 61,
        new long[] { 3035954346590650344, 5939376034059241549, 4824063583966999348, 6748895937462714196 }, null)]
    [InlineData(5, 6, new long[] { 5, 5, 5, 5, 5, 5 }, 0.7739560485559633)]
    public void Integers_are_NumPys(long low, long high, long[] expected, double? next)
    {
        var rng = new Rng(42);
        Assert.All(expected, number => Assert.Equal(number, rng.NextInteger(low, high)));
        if (next is { } u) Assert.Equal(u, rng.NextDouble());
    }

    [Theory]
    [InlineData(0, new[] { 0.1257302210933933, -0.1321048632913019, 0.6404226504432821, 0.10490011715303971, -0.535669373161111 })]
    [InlineData(42, new[] { 0.30471707975443135, -1.0399841062404955, 0.7504511958064572, 0.9405647163912139, -1.9510351886538364 })]
    public void Normal_numbers_are_NumPys(ulong seed, double[] expected)
    {
        var rng = new Rng(seed);
        Assert.All(expected, number => Assert.Equal(number, rng.NextNormal()));
    }

    [Fact]
    public void Three_million_normal_numbers_are_NumPys_bit_for_bit()
    {
        // Among them 761 from the tail, and each millionth's bits, exclusive-ored and added up.
        (ulong Xor, ulong Sum, double Last)[] expected =
        [
            (0xffc85075efa3f20d, 8291136010535550849, -1.2697472253053648),
            (0xfeaf6e4956bfa365, 8599742450982688063, 1.1441559537999482),
            (0x81cde3bd08c0a159, 16083316125989768227, 0.633165989586115),
        ];
        var rng = new Rng(12345);
        var numbers = new double[1_000_000];
        foreach (var million in expected)
        {
            rng.FillNormal(numbers);
            Assert.Equal(million, (Xor(numbers), Sum(numbers), numbers[^1]));
        }

        static ulong Xor(double[] values) => values.Aggregate(0UL, (xor, x) => xor ^ BitConverter.DoubleToUInt64Bits(x));
        static ulong Sum(double[] values) => values.Aggregate(0UL, (sum, x) => unchecked(sum + BitConverter.DoubleToUInt64Bits(x)));
    }

    [Fact]
    public void Millions_of_integers_with_many_rejections_are_NumPys()
    {
        (long High, ulong Sum, ulong Xor)[] expected =
        [
            (3_000_000_000, 1499955834066311, 0x56d0b2f5),
            (3L << 61, 4813471355878670573, 0x5116321fdcade6a7),
            (6, 2501430, 0x2),
        ];
        var rng = new Rng(7);
        foreach (var (high, sum, xor) in expected)
        {
            var (s, x) = (0UL, 0UL);
            for (var i = 0; i < 1_000_000; i++)
            {
                var number = (ulong)rng.NextInteger(0, high);
                (s, x) = (unchecked(s + number), x ^ number);
            }

            Assert.Equal((sum, xor), (s, x));
        }
    }

    [Fact]
    public void Kinds_of_draws_interleave_as_NumPys_do()
    {
        var rng = new Rng(42);
        Assert.Equal(0, rng.NextInt32(10));
        Assert.Equal(0.4388784397520523, rng.NextDouble());     // the half word waits meanwhile
        Assert.Equal(7, rng.NextInt32(10));
        Assert.Equal(0.7504511958064572, rng.NextNormal());
        Assert.Equal(766764256790, rng.NextInteger(0, 1L << 40));
        Assert.Equal(2, rng.NextInt32(10));
    }

    [Fact]
    public void Shuffles_are_NumPys()
    {
        var rng = new Rng(42);
        var values = Enumerable.Range(0, 10).ToArray();
        rng.Shuffle(values.AsSpan());
        Assert.Equal([5, 6, 0, 7, 3, 2, 4, 9, 1, 8], values);
        Assert.Equal(0.761139701990353, rng.NextDouble());
    }

    [Fact]
    public void Draws_from_a_table_are_Gymnasiums()
    {
        var rng = new Rng(42);
        int[] expected = [3, 2, 3, 3, 0, 3, 3, 3, 1, 2, 2, 3];
        Assert.All(expected, index => Assert.Equal(index, rng.NextIndex([0.1, 0.2, 0.3, 0.4])));
    }

    [Fact]
    public void A_table_whose_sum_is_rounded_low_gives_its_last_possible_index()
    {
        var rng = new Rng(42);
        Assert.Equal(1, rng.NextIndex([0, 0.5, 0]));              // u = 0.77…
        Assert.Throws<ArgumentException>(() => new Rng(42).NextIndex([0, 0]));
    }

    [Fact]
    public void Filling_is_the_same_stream_as_drawing_one_by_one()
    {
        var (bulk, single) = (new Rng(9), new Rng(9));
        var (doubles, floats) = (new double[101], new float[101]);
        for (var round = 0; round < 2; round++)
        {
            bulk.FillUniform(doubles);
            Assert.All(doubles, x => Assert.Equal(single.NextDouble(), x));
            bulk.FillUniform(floats);                            // an odd number of halves: one waits
            Assert.All(floats, x => Assert.Equal(single.NextSingle(), x));
            bulk.FillNormal(doubles);
            Assert.All(doubles, x => Assert.Equal(single.NextNormal(), x));
            bulk.FillNormal(floats);
            Assert.All(floats, x => Assert.Equal((float)single.NextNormal(), x));
            Assert.Equal(single, bulk);
        }
    }

    [Fact]
    public void A_restored_stream_goes_on_as_the_saved_one_does_even_with_a_half_word_waiting()
    {
        var rng = new Rng(11);
        for (var draws = 0; draws < 4; draws++)
        {
            var state = new ulong[Rng.StateLength];
            rng.CopyStateTo(state);
            var (original, restored) = (rng, Rng.FromState(state));
            Assert.Equal(original, restored);
            for (var i = 0; i < 5; i++) Assert.Equal(original.NextUInt32(), restored.NextUInt32());
            rng.NextUInt32();
        }
    }

    [Fact]
    public void The_state_is_NumPys()
    {
        var rng = new Rng(42);
        rng.NextInt32(10);
        var state = new ulong[Rng.StateLength];
        rng.CopyStateTo(state);
        Assert.Equal(UInt128.Parse("95376830783351682500486580248632280039"), new UInt128(state[0], state[1]));
        Assert.Equal(UInt128.Parse("332724090758049132448979897138935081983"), new UInt128(state[2], state[3]));
        Assert.Equal(3324115917 | (1UL << 32), state[4]);
    }

    [Theory]
    [InlineData(new ulong[] { 1, 2, 3, 5 })]
    [InlineData(new ulong[] { 1, 2, 3, 4, 0 })]                    // an even increment
    [InlineData(new ulong[] { 1, 2, 3, 5, 1UL << 33 })]            // a flag that there is not
    public void Words_that_are_no_state_are_refused(ulong[] words) =>
        Assert.Throws<ArgumentException>(() => Rng.FromState(words));

    [Fact]
    public void Streams_are_equal_when_their_futures_are()
    {
        var (left, right) = (new Rng(1), new Rng(1));
        Assert.True(left == right);
        left.NextUInt32();
        left.NextUInt32();                                       // the half has been given out; what it was no longer matters
        right.NextUInt64();
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        left.NextUInt32();
        Assert.True(left != right);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 4)]
    public void An_empty_range_is_refused(long low, long high) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rng(1).NextInteger(low, high));

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        const int draws = 1_000_000;
        var rng = new Rng(2);
        var moments = new double[5];
        for (var i = 0; i < draws; i++)
        {
            var x = rng.NextNormal();
            for (var k = 1; k <= 4; k++) moments[k] += Math.Pow(x, k) / draws;
        }

        // Within 4 standard errors: Var xᵏ = E x²ᵏ − (E xᵏ)² = 1, 2, 15, 96.
        Assert.Equal(0, moments[1], 4 * Math.Sqrt(1.0 / draws));
        Assert.Equal(1, moments[2], 4 * Math.Sqrt(2.0 / draws));
        Assert.Equal(0, moments[3], 4 * Math.Sqrt(15.0 / draws));
        Assert.Equal(3, moments[4], 4 * Math.Sqrt(96.0 / draws));
    }

    [Fact]
    public void Uniform_numbers_fill_a_hundred_cells_evenly()
    {
        const int cells = 100, draws = 1_000_000;
        var (rng, counts) = (new Rng(4), new int[cells]);
        for (var i = 0; i < draws; i++) counts[(int)(cells * rng.NextDouble())]++;

        var expected = (double)draws / cells;
        var chiSquare = counts.Sum(count => Math.Pow(count - expected, 2) / expected);
        Assert.InRange(chiSquare, 51.5, 167.6);                  // χ² of 99 degrees: 2·10⁻⁵ on either side
    }

    [Fact]
    public void A_saved_and_loaded_stream_goes_on_even_with_half_a_word_left()
    {
        var rng = new Rng(7);
        rng.NextNormal();
        rng.NextUInt32();                                     // the other half is kept for the next call
        var state = new Dictionary<string, Array>();
        rng.Save(new PolicyGradients.StateDictionary(state), "stream");

        var loaded = Rng.Load(new PolicyGradients.StateDictionary(state), "stream");

        Assert.Equal(rng, loaded);
        for (var i = 0; i < 10; i++) Assert.Equal(rng.NextUInt32(), loaded.NextUInt32());
        Assert.Equal(rng.NextNormal(), loaded.NextNormal());
    }
}

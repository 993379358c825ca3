using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class ReductionTests
{
    [Fact]
    public void Every_width_of_lanes_gives_the_same_bits()
    {
        for (var length = 0; length <= 65; length++)
        {
            var x = SoftmaxTests.Logits(length, 3);
            var expected = Reduction.Of<Sum, Pair<Pair<Pair<Pair<ScalarLanes>>>>>(x, 0);
            Assert.Equal(expected, Reduction.Of<Sum, Pair<Pair<Lanes128>>>(x, 0));
            Assert.Equal(expected, Reduction.Of<Sum, Pair<Lanes256>>(x, 0));
            Assert.Equal(expected, Reduction.Of<Sum, Lanes512>(x, 0));
            Assert.Equal(x.Sum(v => (double)v), expected, 1e-5);
        }
    }

    [Fact]
    public void Quarters_side_by_side_are_what_each_is_alone()
    {
        var x = SoftmaxTests.Logits(4 * 48, 3);
        var (alone, together) = (new float[4], new float[4]);
        for (var i = 0; i < 4; i++) alone[i] = Reduction.Of<Sum>(x.AsSpan(48 * i, 48), 0);

        Reduction.OfQuarters<Sum, Pair<Pair<Pair<Pair<ScalarLanes>>>>>(x, 0, together);
        Assert.Equal(alone, together);
        Reduction.OfQuarters<Sum, Pair<Pair<Lanes128>>>(x, 0, together);
        Assert.Equal(alone, together);
        Reduction.OfQuarters<Sum, Pair<Lanes256>>(x, 0, together);
        Assert.Equal(alone, together);
        Reduction.OfQuarters<Sum, Lanes512>(x, 0, together);
        Assert.Equal(alone, together);
    }

    private readonly struct Sum : IReduction
    {
        public static T Accumulate<T>(T accumulated, T x) where T : struct, ILanes<T> => accumulated + x;

        public static T Combine<T>(T x, T y) where T : struct, ILanes<T> => x + y;
    }
}

using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class ExponentialTests
{
    private static float[] Arguments =>
        [.. Enumerable.Range(0, 2001).Select(i => -87.2f * i / 2000), -1e-7f, -1e-3f, -0.34657359f, -0.6931472f];

    [Fact]
    public void Every_lane_is_within_its_bound_of_the_exponential()
    {
        foreach (var x in Arguments)
            Assert.All(InEveryWidth(new Exp(), x), y => Assert.InRange(y / Math.Exp(x), 1 - 1.1e-7, 1 + 1.1e-7));
    }

    [Fact]
    public void The_difference_to_one_keeps_its_digits_near_zero()
    {
        foreach (var x in Arguments.Where(x => x < 0))
            Assert.All(InEveryWidth(new ExpLessOne(), x), y => Assert.InRange(y / Reference(x), 1 - 2.5e-7, 1 + 2.5e-7));

        static double Reference(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1;
    }

    [Fact]
    public void What_is_no_normal_float_any_more_counts_as_zero() =>
        Assert.All(InEveryWidth(new Exp(), -100), y => Assert.Equal(0, y));

    [Fact]
    public void The_logarithm_of_one_plus_is_within_its_bound()
    {
        for (var i = 1; i <= 2000; i++)
        {
            var x = i / 2000f;
            Assert.All(InEveryWidth(new LogOnePlus(), x), y => Assert.InRange(y / Math.Log(1 + (double)x), 1 - 2.5e-7, 1 + 2.5e-7));
        }
    }

    /// <summary>The function's value in each lane of each width that this machine has.</summary>
    private static List<float> InEveryWidth<TFunction>(TFunction function, float x) where TFunction : struct, IFunction
    {
        var values = new List<float>();
        Add<ScalarLanes>();
        Add<Lanes128>();
        Add<Lanes256>();
        Add<Lanes512>();
        return values;

        void Add<T>() where T : struct, ILanes<T>
        {
            if (!T.IsSupported) return;
            var lanes = new float[T.Count];
            T.Store(function.Of(T.Broadcast(x)), ref lanes[0]);
            values.AddRange(lanes);
        }
    }

    private interface IFunction
    {
        T Of<T>(T x) where T : struct, ILanes<T>;
    }

    private readonly struct Exp : IFunction
    {
        public T Of<T>(T x) where T : struct, ILanes<T> => Exponential.OfNonPositive(x);
    }

    private readonly struct ExpLessOne : IFunction
    {
        public T Of<T>(T x) where T : struct, ILanes<T> => Exponential.LessOneOfNonPositive(x);
    }

    private readonly struct LogOnePlus : IFunction
    {
        public T Of<T>(T x) where T : struct, ILanes<T> => Logarithm.OfOnePlus(x);
    }
}

using CsCheck;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Numerics;

public sealed class SoftmaxTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 65), 255, 784, 4096];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Probabilities_are_the_definition_within_the_stated_error(int length)
    {
        foreach (var range in new[] { 1, 30, 1000 })
        {
            var x = Logits(length, range);
            var (y, expected) = (new float[length], Softmax.Reference(x));
            Softmax.Apply(x, y);
            for (var i = 0; i < length; i++)
                Assert.Equal(expected[i], y[i], (6e-6 * expected[i]) + 1e-30);

            Softmax.Apply(x, x);
            Assert.Equal(y, x);
        }
    }

    [Theory]
    [InlineData(new[] { 88.8f, 0 }, new[] { 1f, 0 })]
    [InlineData(new[] { -104f, -104 }, new[] { 0.5f, 0.5f })]
    [InlineData(new[] { float.MaxValue, float.MinValue, float.MaxValue }, new[] { 0.5f, 0, 0.5f })]
    [InlineData(new[] { float.NegativeInfinity, 3 }, new[] { 0f, 1 })]
    [InlineData(new[] { 7f }, new[] { 1f })]
    public void Extreme_logits_have_their_limits(float[] x, float[] expected)
    {
        Softmax.Apply(x, x);
        for (var i = 0; i < x.Length; i++) Assert.Equal(expected[i], x[i], 1e-30f);
    }

    [Fact]
    public void What_is_no_number_gives_none()
    {
        float[] x = [1, float.NaN, 2];
        Softmax.Apply(x, x);
        Assert.All(x, y => Assert.True(float.IsNaN(y)));
    }

    [Fact]
    public void Adding_a_power_of_two_to_all_logits_changes_nothing_that_rounding_does_not() =>
        Gen.Int[-64, 64].Array[1, 40].Sample(logits =>
        {
            var (x, shifted) = (Array.ConvertAll(logits, l => l / 8f), Array.ConvertAll(logits, l => (l / 8f) + 256));
            Softmax.Apply(x, x);
            Softmax.Apply(shifted, shifted);
            Assert.Equal(x, shifted);
        });

    [Fact]
    public void Empty_rows_and_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Softmax.Apply([], []));
        Assert.Throws<ArgumentException>(() => Softmax.Apply([1, 2], new float[3]));
    }

    internal static float[] Logits(int length, double range)
    {
        var rng = new Rng((ulong)length);
        var x = new float[length];
        foreach (ref var logit in x.AsSpan()) logit = (float)rng.NextUniform(-range, range);
        return x;
    }
}

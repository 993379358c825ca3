using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class GlobalNormTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 66), 1023, 1024, 1025, 100_003];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Norms_are_the_definition_within_the_stated_error(int length)
    {
        foreach (var range in new[] { 1e-10, 1, 1e10 })
        {
            var x = SoftmaxTests.Logits(length, range);
            var expected = GlobalNorm.Reference(x);
            Assert.Equal(expected, GlobalNorm.Of(x), 4e-6 * expected);
        }
    }

    /// <summary>Blocks of 1024, one after the other, however many are computed side by side.</summary>
    [Theory]
    [InlineData(4096)]
    [InlineData(9001)]
    public void Blocks_are_added_in_order(int length)
    {
        var (x, sum) = (SoftmaxTests.Logits(length, 1), 0.0);
        foreach (var block in x.Chunk(1024))
        {
            var lanes = new float[16];
            for (var i = 0; i < block.Length; i++) lanes[i % 16] = MathF.FusedMultiplyAdd(block[i], block[i], lanes[i % 16]);
            for (var half = 8; half > 0; half /= 2)
                for (var lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
            sum += lanes[0];
        }

        Assert.Equal(Math.Sqrt(sum), GlobalNorm.Of(x));
    }

    [Theory]
    [InlineData(float.NaN, double.NaN)]
    [InlineData(float.NegativeInfinity, double.PositiveInfinity)]
    public void What_is_not_finite_makes_the_norm_so(float value, double expected)
    {
        for (var i = 0; i < 20; i++)
        {
            var x = new float[20];
            x[i] = value;
            Assert.Equal(expected, GlobalNorm.Of(x));
        }
    }
}

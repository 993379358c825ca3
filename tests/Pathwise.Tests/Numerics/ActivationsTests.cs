using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class ActivationsTests
{
    private const double Bound = 4e-7;

    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    /// <summary>A fine grid over all magnitudes: ±2⁻⁴⁰ … ±80.</summary>
    private static float[] Grid =>
        [0, .. Enumerable.Range(0, 46_000).Select(i => (i % 2 == 0 ? 1 : -1) * MathF.ScaleB(1 + (i % 1000 / 1000f), (i / 1000) - 40))];

    [Theory]
    [MemberData(nameof(All))]
    public void Values_are_the_definition_within_the_stated_error(Activation activation)
    {
        var (x, worst) = (Grid, 0.0);
        var y = new float[x.Length];
        Activations.Forward(activation, x, y);

        for (var i = 0; i < x.Length; i++)
        {
            var expected = Activations.Reference(activation, x[i]);
            var error = Math.Abs(y[i] - expected) / Math.Max(Math.Abs(expected), 1e-37);
            Assert.True(error <= Bound, $"{activation}({x[i]:R}) = {y[i]:R}, not {expected:R}: {error:E1} off.");
            worst = Math.Max(worst, error);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{activation}: {worst:E2}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Derivatives_are_the_definition_within_the_stated_error(Activation activation)
    {
        var (x, worst) = (Grid, 0.0);
        var (y, gradients) = (new float[x.Length], new float[x.Length]);
        Array.Fill(gradients, 1);
        Activations.Forward(activation, x, y);
        Activations.Backward(activation, x, y, gradients);

        for (var i = 0; i < x.Length; i++)
        {
            var error = Math.Abs(gradients[i] - Activations.ReferenceDerivative(activation, x[i]));
            Assert.True(error <= Bound, $"{activation}′({x[i]:R}) = {gradients[i]:R}: {error:E1} off.");
            worst = Math.Max(worst, error);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{activation}′: {worst:E2}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_number_has_the_same_bits_wherever_it_stands_and_in_place(Activation activation)
    {
        var grid = Grid;
        for (var length = 0; length <= 65; length++)
        {
            var x = Enumerable.Range(0, length).Select(i => grid[(i * 691) + 23]).ToArray();
            var (y, gradients) = (new float[length], Enumerable.Range(1, length).Select(i => (float)i).ToArray());
            var separate = (float[])gradients.Clone();
            Activations.Forward(activation, x, y);
            Activations.Backward(activation, x, y, gradients);
            for (var i = 0; i < length; i++)
            {
                var one = new float[1];
                Activations.Forward(activation, x.AsSpan(i, 1), one);
                Assert.Equal(one[0], y[i]);
                Activations.Backward(activation, x.AsSpan(i, 1), one, separate.AsSpan(i, 1));
                Assert.Equal(separate[i], gradients[i]);
            }

            Activations.Forward(activation, x, x);
            Assert.Equal(y, x);
        }
    }

    [Theory]
    [InlineData(Activation.Identity, float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData(Activation.Tanh, -1, 1)]
    [InlineData(Activation.Relu, 0, float.PositiveInfinity)]
    [InlineData(Activation.Softplus, 0, float.PositiveInfinity)]
    [InlineData(Activation.Sigmoid, 0, 1)]
    public void Infinities_have_their_limits_and_what_is_no_number_stays_none(Activation activation, float low, float high)
    {
        foreach (var lanes in new[] { 1, 3, 4, 8, 16 })
        {
            var x = new float[3 * lanes];
            x.AsSpan(0, lanes).Fill(float.NegativeInfinity);
            x.AsSpan(lanes, lanes).Fill(float.PositiveInfinity);
            x.AsSpan(2 * lanes).Fill(float.NaN);
            Activations.Forward(activation, x, x);

            Assert.All(x[..lanes], y => Assert.Equal(low, y, 1e-37f));
            Assert.All(x[lanes..(2 * lanes)], y => Assert.Equal(high, y));
            Assert.All(x[(2 * lanes)..], y => Assert.True(float.IsNaN(y)));
        }
    }

    /// <summary>A fingerprint of all values and derivatives on the grid; ProcessorTests asks for it with vectors switched off.</summary>
    [Theory]
    [InlineData(Activation.Tanh, 682168090)]
    [InlineData(Activation.Relu, 238804637)]
    [InlineData(Activation.Silu, 2627566924)]
    [InlineData(Activation.Softplus, 2537112459)]
    [InlineData(Activation.Sigmoid, 1633269047)]
    public void Bits_are_the_same_on_every_processor(Activation activation, uint fingerprint)
    {
        var x = Grid;
        var (y, gradients) = (new float[x.Length], new float[x.Length]);
        Array.Fill(gradients, 1);
        Activations.Forward(activation, x, y);
        Activations.Backward(activation, x, y, gradients);

        var hash = 2166136261;                                                   // FNV-1a, a word at a time
        foreach (var value in y.Concat(gradients)) hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 16777619;
        Assert.Equal(fingerprint, hash);
    }

    [Fact]
    public void Arrays_of_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Activations.Forward(Activation.Tanh, new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => Activations.Backward(Activation.Tanh, new float[3], new float[2], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Activations.Forward((Activation)99, [1], new float[1]));
    }
}

using Pathwise.Networks;

namespace Pathwise.Tests.Networks;

public sealed class GradientClippingTests
{
    [Fact]
    public void A_long_gradient_is_shortened_to_the_maximum()
    {
        float[] gradients = [3, -4];
        Assert.Equal(5, GradientClipping.ByGlobalNorm(gradients, 0.5), 1e-6);
        Assert.Equal(3 * 0.5 / 5.000001, gradients[0], 1e-7);
        Assert.Equal(-4 * 0.5 / 5.000001, gradients[1], 1e-7);
    }

    [Fact]
    public void A_short_gradient_stays_as_it_is()
    {
        float[] gradients = [0.3f, -0.4f, 0];
        Assert.Equal(0.5, GradientClipping.ByGlobalNorm(gradients, 0.6), 1e-7);
        Assert.Equal([0.3f, -0.4f, 0], gradients);
        Assert.Equal(0, GradientClipping.ByGlobalNorm(new float[3], 1));
    }

    [Fact]
    public void Two_gradients_are_clipped_as_one()
    {
        float[] first = [3], second = [-4];
        Assert.Equal(5, GradientClipping.ByGlobalNorm(first, second, 1), 1e-6);
        Assert.Equal(0.6, first[0], 1e-6);
        Assert.Equal(-0.8, second[0], 1e-6);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_finite_is_told_and_left(float value)
    {
        float[] gradients = [1, value];
        Assert.False(double.IsFinite(GradientClipping.ByGlobalNorm(gradients, 0.5)));
        Assert.Equal(1, gradients[0]);
    }
}

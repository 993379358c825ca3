using Pathwise.Randomness;

namespace Pathwise.Tests.Randomness;

public sealed class NormalZigguratTests
{
    private const double Area = 0.00492867323397465;

    [Fact]
    public void All_layers_have_one_area()
    {
        for (var i = 2; i < 256; i++)
            Assert.Equal(Area, NormalZiggurat.Widths[i] * (NormalZiggurat.Heights[i - 1] - NormalZiggurat.Heights[i]), 1e-14);
        Assert.Equal(Area, NormalZiggurat.Widths[1] * (1 - NormalZiggurat.Heights[1]), 1e-14);
        Assert.Equal(Area, NormalZiggurat.Widths[0] * NormalZiggurat.Heights[255], 1e-14);
    }

    [Fact]
    public void Heights_are_the_curve_above_the_widths()
    {
        for (var i = 1; i < 256; i++)
            Assert.Equal(Math.Exp(-0.5 * NormalZiggurat.Widths[i] * NormalZiggurat.Widths[i]), NormalZiggurat.Heights[i], 1e-15);
        Assert.Equal(NormalZiggurat.TailStart, NormalZiggurat.Widths[255], 1e-15);
    }

    [Fact]
    public void Certain_abscissae_are_under_the_curve()
    {
        for (var i = 2; i < 256; i++)
            Assert.Equal(NormalZiggurat.Widths[i - 1], NormalZiggurat.Inside[i] * NormalZiggurat.Unit[i], 1e-14);
        Assert.Equal(0UL, NormalZiggurat.Inside[1]);
        Assert.Equal(NormalZiggurat.TailStart, NormalZiggurat.Inside[0] * NormalZiggurat.Unit[0], 1e-14);
    }
}

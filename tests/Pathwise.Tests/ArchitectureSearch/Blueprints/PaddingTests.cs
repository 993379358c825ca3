using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.Tests.ArchitectureSearch.Blueprints;

public sealed class PaddingTests
{
    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 2, 1)]
    [InlineData(7, 3, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(3, 2, 2)]
    [InlineData(1, 2, 1)]
    public void The_same_size_means_the_input_over_the_stride_rounded_up(int size, int stride, int dilation)
    {
        for (var length = 1; length <= 40; length++)
        {
            var (input, window) = (new TensorShape(1, length, length + 1), Window.Square(size, stride, dilation));
            var margins = Padding.Same.Around(input, window);
            Assert.Equal(((length + stride - 1) / stride, (length + stride) / stride), window.Over(input, Padding.Same));
            Assert.InRange(margins.Bottom - margins.Top, 0, 1);
            Assert.InRange(margins.Right - margins.Left, 0, 1);
        }
    }

    [Fact]
    public void An_odd_row_goes_below() =>     // 224 rows, stride 2: 111·2 + 3 − 224 = 1 row is missing
        Assert.Equal(new Margins(0, 0, 1, 1), Padding.Same.Around(new(3, 224, 224), Window.Square(3, 2)));

    [Fact]
    public void A_told_margin_is_what_was_told()
    {
        Assert.Equal(Margins.All(2), Padding.All(2).Around(new(1, 9, 9), Window.Square(5)));
        Assert.True(Padding.Valid.Around(new(1, 9, 9), Window.Square(5)).IsEmpty);
        Assert.Equal((5, 5), Window.Square(5).Over(new(1, 9, 9), Padding.Valid));
    }

    [Fact]
    public void A_window_larger_than_its_input_is_refused() => Assert.Contains("larger images",
        Assert.Throws<BadInputException>(() => Window.Square(5).Over(new(1, 4, 9), Padding.Valid)).Message, StringComparison.Ordinal);
}

using SkiaSharp;

namespace Pathwise.Figures.Tests;

public sealed class LearningCurveTests
{
    private static readonly Curve Rising = new([.. Enumerable.Range(1, 50).Select(i => i * 100.0)], [.. Enumerable.Range(1, 50).Select(i => i * 2.0)]);

    [Fact]
    public void The_picture_is_drawn_at_two_pixels_a_unit()
    {
        var picture = LearningCurve.Draw("A title", [new("a series", [Rising])]);
        using var bitmap = SKBitmap.Decode(picture.ToPng());
        Assert.Equal((2 * picture.Width, 2 * picture.Height), (bitmap.Width, bitmap.Height));
    }

    [Fact]
    public void All_of_the_paper_is_white_and_opaque()
    {
        using var bitmap = SKBitmap.Decode(LearningCurve.Draw("A title", [new("a series", [Rising])]).ToPng());
        Assert.Equal(SKColors.White, bitmap.GetPixel(0, 0));
        Assert.Equal(SKColors.White, bitmap.GetPixel(bitmap.Width - 1, bitmap.Height - 1));
        Assert.True(bitmap.Pixels.All(pixel => pixel.Alpha == 255));
    }

    [Fact]
    public void The_title_is_really_drawn()
    {
        var one = LearningCurve.Draw("A title", [new("a series", [Rising])]).ToPng();
        var other = LearningCurve.Draw("Another", [new("a series", [Rising])]).ToPng();
        Assert.NotEqual(one, other);
        using var bitmap = SKBitmap.Decode(one);
        var ink = bitmap.Pixels.Take(bitmap.Width * 90).Count(pixel => pixel.Red < 100);
        Assert.InRange(ink, 200, 20_000);
    }

    [Fact]
    public void The_vector_picture_has_the_same_words_and_no_black_sheet()
    {
        var svg = LearningCurve.Draw("A title", [new("a series", [Rising])], threshold: 90).ToSvg();
        Assert.Contains("A title", svg, StringComparison.Ordinal);
        Assert.Contains("a series", svg, StringComparison.Ordinal);
        Assert.Contains("solved: 90", svg, StringComparison.Ordinal);
        Assert.Contains("environment steps", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<rect width", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_seeds_become_a_mean_and_a_band()
    {
        var svg = LearningCurve.Draw("A title", [new("a series", [Rising, Rising, Rising])]).ToSvg();
        Assert.Contains("mean over 3 seeds", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<ellipse", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_blew_up_are_left_out_and_counted()
    {
        var broken = new Curve([100, 200, 300], [1, double.NaN, double.PositiveInfinity]);
        var svg = LearningCurve.Draw("A title", [new("a series", [broken])]).ToSvg();
        Assert.Contains("Left out: 2 values", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_an_episode_is_an_empty_picture_and_no_error() =>
        Assert.NotEmpty(LearningCurve.Draw("A title", [new("a series", [new([], [])])], threshold: 475).ToPng());

    [Fact]
    public void No_series_is_a_mistake() => Assert.Throws<ArgumentException>(() => LearningCurve.Draw("A title", []));

    [Fact]
    public void A_picture_of_another_kind_is_bad_input() =>
        Assert.Throws<BadInputException>(() => LearningCurve.Draw("A title", [new("a series", [Rising])]).Save("curve.jpg"));
}

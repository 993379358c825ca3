using Pathwise.Datasets;
using SkiaSharp;

namespace Pathwise.Figures.Tests;

public sealed class AttributionPictureTests
{
    private static readonly ImageShape Shape = new(1, 2);

    /// <summary>One image of two pixels: the first adds most, the second takes half as much away.</summary>
    [Fact]
    public void What_adds_is_red_and_what_takes_away_is_blue()
    {
        var picture = AttributionPicture.Draw([1, 0.5f], [0, 1], [2, -1], Shape);
        using var bitmap = SKBitmap.Decode(picture.ToPng());
        SKColor At(int column, int row) =>                                          // rows of one pixel, and gaps of one between
            bitmap.GetPixel((int)(bitmap.Width * (column + 0.5) / 2), (int)(bitmap.Height * ((2 * row) + 0.5) / 5));
        Assert.Equal(new SKColor(255, 255, 255), At(0, 0));
        Assert.Equal(new SKColor(0, 0, 0), At(0, 1));
        Assert.Equal(new SKColor(255, 0, 0), At(0, 2));
        var second = At(1, 2);
        Assert.True(second.Blue > second.Red && second.Red == second.Green && second.Blue is > 150 and < 200);
    }

    [Fact]
    public void Channels_parts_are_added()
    {
        var rows = AttributionPicture.Rows([0, 0, 0], [0, 0, 0], [1, 1, -5], new ImageShape(1, 1, 3));
        Assert.Equal([0, 0, 1], rows[6..]);
    }

    [Fact]
    public void Rows_of_other_lengths_are_refused() =>
        Assert.Throws<ArgumentException>(() => AttributionPicture.Draw([1, 2], [1], [1, 2], Shape));
}

using SkiaSharp;

namespace Pathwise.Figures.Tests;

public sealed class SkiaPicturesTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_png_is_read_level_by_level()
    {
        var picture = Read(Encoded(3, 2, (x, y) => new((byte)(10 * x), (byte)(20 * y), 30)));
        Assert.Equal((3, 2), (picture.Width, picture.Height));
        Assert.Equal([0, 0, 30, 10, 0, 30, 20, 0, 30, 0, 20, 30, 10, 20, 30, 20, 20, 30], picture.Pixels.ToArray());
    }

    [Fact]
    public void What_shines_through_is_laid_over_white()
    {
        var picture = Read(Encoded(2, 1, (x, _) => x == 0 ? new(0, 0, 0, 0) : new(100, 0, 200, 128)));
        Assert.Equal([255, 255, 255], picture.Pixels[..3].ToArray());
        // 100 · 128/255 + 255 · 127/255 = 177.2, 127, 227.4; a level of half opacity may be stored one off.
        Assert.All(picture.Pixels[3..].ToArray().Zip((double[])[177.2, 127, 227.4]), pair => Assert.Equal(pair.Second, pair.First, 1.5));
    }

    /// <summary>What is stored is dark where its first row and column meet, and grey at the first row's other end. EXIF says
    /// where that row and column are to be seen: 1 top and left, 2 top and right, 3 bottom and right, 4 bottom and left, 5 left
    /// and top, 6 right and top, 7 right and bottom, 8 left and bottom.</summary>
    [Theory]
    [InlineData(1, "dg", "ww")]
    [InlineData(2, "gd", "ww")]
    [InlineData(3, "ww", "gd")]
    [InlineData(4, "ww", "dg")]
    [InlineData(5, "dw", "gw")]
    [InlineData(6, "wd", "wg")]
    [InlineData(7, "wg", "wd")]
    [InlineData(8, "gw", "dw")]
    public void A_photograph_is_turned_upright(int origin, string above, string below)
    {
        var grey = new SKColor(128, 128, 128);
        var jpeg = Encoded(32, 16, (x, y) => y >= 8 ? SKColors.White : x < 16 ? SKColors.Black : grey, SKEncodedImageFormat.Jpeg);
        byte[] exif =
        [
            0xff, 0xe1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)origin, 0, 0, 0, 0, 0, 0,
        ];
        var picture = Read([.. jpeg[..2], .. exif, .. jpeg[2..]]);
        Assert.Equal(origin < 5 ? (32, 16) : (16, 32), (picture.Width, picture.Height));
        char At(int x, int y) => picture.Pixels.Span[3 * ((y * picture.Width) + x)] switch { < 30 => 'd', > 225 => 'w', _ => 'g' };
        var (right, bottom) = (picture.Width - 1, picture.Height - 1);
        Assert.Equal((above, below), ($"{At(0, 0)}{At(right, 0)}", $"{At(0, bottom)}{At(right, bottom)}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(0.6)]
    public void What_is_damaged_is_told_by_its_name(double kept)
    {
        var whole = Encoded(64, 64, (x, y) => new((byte)(x * y), (byte)(x ^ y), (byte)(3 * x)));
        File.WriteAllBytes(_path, whole[..(int)(kept < 1 ? kept * whole.Length : kept)]);
        var refused = Assert.Throws<BadInputException>(() => new SkiaPictures().Read(_path));
        Assert.Equal($"The picture '{_path}' is damaged, cut short or no picture at all; replace it or take it away.", refused.Message);
    }

    [Fact]
    public void What_is_not_there_is_told_by_its_name() =>
        Assert.StartsWith("The picture 'nowhere.png' cannot be read: ", Assert.Throws<BadInputException>(() => new SkiaPictures().Read("nowhere.png")).Message, StringComparison.Ordinal);

    private Datasets.RgbPicture Read(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return new SkiaPictures().Read(_path);
    }

    private static byte[] Encoded(int width, int height, Func<int, int, SKColor> colour, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) bitmap.SetPixel(x, y, colour(x, y));
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }
}

using Pathwise.Datasets;
using SkiaSharp;

namespace Pathwise.Figures;

/// <summary>Reads pictures: PNG, JPEG, WebP, BMP, and the first of a GIF.</summary>
/// <remarks>
/// <para>Levels are taken as they are stored, without a conversion of colour spaces, and are of 8 bits; what shines
/// through is laid over white. A photograph that says how the camera was held is turned upright.</para>
/// <para>Immutable, so safe on many threads.</para>
/// </remarks>
public sealed class SkiaPictures : IPictureReader
{
    private const int MostPixels = 1 << 26;

    /// <inheritdoc/>
    public IReadOnlyList<string> Endings { get; } = [".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"];

    /// <inheritdoc/>
    public RgbPicture Read(string path)
    {
        using var data = SKData.CreateCopy(BytesOf(path));
        using var codec = SKCodec.Create(data) ?? throw Damaged(path);
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostPixels) throw new BadInputException(
            $"The picture '{path}' is {width} wide and {height} high, more than {MostPixels} pixels; scale it down.");

        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        return codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success
            ? Upright(bitmap.GetPixelSpan(), width, height, codec.EncodedOrigin)
            : throw Damaged(path);
    }

    /// <summary>Turns a picture as its origin says, and lays it over white.</summary>
    private static RgbPicture Upright(ReadOnlySpan<byte> stored, int width, int height, SKEncodedOrigin origin)
    {
        var isTurned = origin >= SKEncodedOrigin.LeftTop;               // the last four exchange rows and columns
        var (columns, rows) = isTurned ? (height, width) : (width, height);
        var pixels = new byte[3 * columns * rows];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var (x, y) = origin switch
                {
                    SKEncodedOrigin.TopRight => (width - 1 - column, row),
                    SKEncodedOrigin.BottomRight => (width - 1 - column, height - 1 - row),
                    SKEncodedOrigin.BottomLeft => (column, height - 1 - row),
                    SKEncodedOrigin.LeftTop => (row, column),
                    SKEncodedOrigin.RightTop => (row, height - 1 - column),
                    SKEncodedOrigin.RightBottom => (width - 1 - row, height - 1 - column),
                    SKEncodedOrigin.LeftBottom => (width - 1 - row, column),
                    _ => (column, row),
                };
                var from = stored.Slice(4 * ((y * width) + x), 4);
                var to = pixels.AsSpan(3 * ((row * columns) + column), 3);
                for (var channel = 0; channel < 3; channel++)
                    to[channel] = (byte)(((from[channel] * from[3]) + (255 * (255 - from[3])) + 127) / 255);
            }

        return new(columns, rows, pixels);
    }

    private static byte[] BytesOf(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The picture '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static BadInputException Damaged(string path) =>
        new($"The picture '{path}' is damaged, cut short or no picture at all; replace it or take it away.");
}

using Pathwise.Datasets;
using SkiaSharp;

namespace Pathwise.Figures;

/// <summary>Images side by side, row by row: samples, reconstructions, manifolds.</summary>
public static class ImageGrid
{
    private const int WantedWidth = 640;

    /// <summary>Draws images; white is 1, black 0, and what lies beyond is cut.</summary>
    /// <param name="images">[rows · columns, size], each channel by channel, row by row.</param>
    /// <param name="shape">The shape of one, of one or three channels.</param>
    /// <param name="columns">Images beside each other; they fill whole rows.</param>
    /// <param name="gap">Pixels of paper between images; 0 for none.</param>
    public static Picture Draw(ReadOnlyMemory<float> images, ImageShape shape, int columns, int gap = 1)
    {
        MustFit(images.Length, shape, columns);
        var (width, height) = PixelsOf(images.Length, shape, columns, gap);
        var scale = Math.Max(1, WantedWidth / width);       // whole pixels only: none is blurred
        return new(width * scale, height * scale, canvas =>
        {
            using var bitmap = Bitmap(images.Span, shape, columns, gap);
            using var image = SKImage.FromBitmap(bitmap);
            canvas.DrawImage(
                image, SKRect.Create(width * scale, height * scale), new SKSamplingOptions(SKFilterMode.Nearest));
        });
    }

    /// <summary>Checks that images fill whole rows.</summary>
    internal static void MustFit(int length, ImageShape shape, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (shape.Channels is not (1 or 3))
            throw new ArgumentException("An image has one channel or three.", nameof(shape));
        if (length == 0 || length % (columns * shape.Size) != 0)
            throw new ArgumentException($"Images of {shape} do not fill rows of {columns}.", nameof(length));
    }

    /// <summary>How many pixels images side by side make up.</summary>
    internal static (int Width, int Height) PixelsOf(int length, ImageShape shape, int columns, int gap) => (
        (columns * (shape.Width + gap)) - gap,
        (length / (columns * shape.Size) * (shape.Height + gap)) - gap);

    /// <summary>Images side by side, a pixel for a pixel.</summary>
    internal static SKBitmap Bitmap(ReadOnlySpan<float> images, ImageShape shape, int columns, int gap)
    {
        var (width, height) = PixelsOf(images.Length, shape, columns, gap);
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(SKColors.White);
        var plane = shape.Height * shape.Width;
        for (var i = 0; i < images.Length / shape.Size; i++)
        for (var pixel = 0; pixel < plane; pixel++)
        {
            var image = images.Slice(i * shape.Size, shape.Size);
            byte Level(int channel, ReadOnlySpan<float> values) =>
                (byte)Math.Round(255 * Math.Clamp(values[(channel % shape.Channels * plane) + pixel], 0, 1));
            bitmap.SetPixel(
                (i % columns * (shape.Width + gap)) + (pixel % shape.Width),
                (i / columns * (shape.Height + gap)) + (pixel / shape.Width),
                new(Level(0, image), Level(1, image), Level(2, image)));
        }

        return bitmap;
    }
}

using Pathwise.Environments;
using SkiaSharp;

namespace Pathwise.Figures.Animation;

/// <summary>One still picture of an environment, in pixels.</summary>
public sealed class Frame
{
    private readonly uint[] _pixels;

    /// <inheritdoc cref="Frame"/>
    /// <param name="width">Columns, ≥ 1.</param>
    /// <param name="height">Rows, ≥ 1.</param>
    /// <param name="pixels">0xAARRGGBB, row by row from the top, [width · height].</param>
    public Frame(int width, int height, uint[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (width < 1 || height < 1 || pixels.Length != width * height)
            throw new ArgumentException(
                $"A frame of {width} × {height} cannot have {pixels.Length} pixels.", nameof(pixels));
        (Width, Height, _pixels) = (width, height, pixels);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>0xAARRGGBB, row by row from the top, [Width · Height].</summary>
    public ReadOnlySpan<uint> Pixels => _pixels;

    /// <summary>Draws a frame of a given width; the part of the plane that is shown decides its height.</summary>
    /// <param name="draw">What draws, such as an environment's <c>Draw</c>;
    /// it must call <see cref="ICanvas.View"/> first.</param>
    /// <param name="width">Columns, ≥ 1.</param>
    public static Frame Of(Action<ICanvas> draw, int width = 480)
    {
        ArgumentNullException.ThrowIfNull(draw);
        using var canvas = new RasterCanvas(width);
        draw(canvas);
        return canvas.ToFrame();
    }

    /// <summary>The frame as a PNG file's bytes.</summary>
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Bgra8888, SKAlphaType.Unpremul));
        bitmap.Pixels = Array.ConvertAll(_pixels, pixel => new SKColor(pixel));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}

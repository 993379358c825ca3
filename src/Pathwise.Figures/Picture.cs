using System.Text;
using SkiaSharp;

namespace Pathwise.Figures;

/// <summary>A finished drawing, to be saved as pixels (PNG) or as lines (SVG).</summary>
public sealed class Picture
{
    private const float PixelsPerUnit = 2;   // drawn for dense screens and for print

    private readonly Action<SKCanvas> _draw;

    internal Picture(int width, int height, Action<SKCanvas> draw) => (Width, Height, _draw) = (width, height, draw);

    /// <summary>The width in units; a PNG has two pixels to each.</summary>
    public int Width { get; }

    /// <summary>The height in units; a PNG has two pixels to each.</summary>
    public int Height { get; }

    /// <summary>The picture as a PNG file's bytes.</summary>
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap((int)(Width * PixelsPerUnit), (int)(Height * PixelsPerUnit));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Scale(PixelsPerUnit);
            _draw(canvas);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The picture as an SVG document.</summary>
    public string ToSvg()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
            _draw(canvas);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a file; its ending, .png or .svg, says which kind.</summary>
    /// <param name="path">Where to write; what was there is replaced.</param>
    /// <exception cref="BadInputException">The ending is another, or the file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => ToPng(),
            ".SVG" => Encoding.UTF8.GetBytes(ToSvg()),
            _ => throw new BadInputException($"A picture is saved as .png or .svg, not as '{path}'."),
        };
        OutputFile.Write(path, bytes);
    }
}

using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>Draws texts and shapes on a canvas in the house's typefaces.</summary>
internal sealed class Pen(SKCanvas canvas) : IDisposable
{
    private readonly SKPaint _paint = new() { IsAntialias = true };
    private readonly SKFont _regular = new(Typefaces.Regular) { Subpixel = true };
    private readonly SKFont _strong = new(Typefaces.SemiBold) { Subpixel = true };

    /// <summary>A text at a point, its middle line at the point's height.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="size">The letters' size.</param>
    /// <param name="colour">Their colour.</param>
    /// <param name="share">The share of the text's width that lies left of the point: 0, 0.5 or 1.</param>
    /// <param name="strong">Whether it is half bold.</param>
    public void Text(
        string text, float x, float y, float size, SKColor colour, float share = 0.5f, bool strong = false)
    {
        var font = FontOf(size, strong);
        Fill(colour);
        canvas.DrawText(text, x - (share * font.MeasureText(text)), y + (0.36f * size), font, _paint);
    }

    /// <summary>A text that reads upwards, centred on a point.</summary>
    public void UprightText(string text, float x, float y, float size, SKColor colour)
    {
        canvas.Save();
        canvas.RotateDegrees(-90, x, y);
        Text(text, x, y, size, colour);
        canvas.Restore();
    }

    /// <summary>How wide a text is.</summary>
    public float WidthOf(string text, float size, bool strong = false) => FontOf(size, strong).MeasureText(text);

    /// <summary>A filled rectangle.</summary>
    public void Rectangle(SKRect area, SKColor colour)
    {
        Fill(colour);
        canvas.DrawRect(area, _paint);
    }

    /// <summary>A rectangle's edge.</summary>
    public void Frame(SKRect area, SKColor colour, float width)
    {
        Stroke(colour, width);
        canvas.DrawRect(area, _paint);
    }

    /// <summary>A straight line.</summary>
    public void Line(float x0, float y0, float x1, float y1, SKColor colour, float width)
    {
        Stroke(colour, width);
        canvas.DrawLine(x0, y0, x1, y1, _paint);
    }

    /// <summary>A line through points.</summary>
    public void Lines(SKPoint[] points, SKColor colour, float width, bool dashed = false)
    {
        using var dashes = dashed ? SKPathEffect.CreateDash([2.4f * width, 2 * width], 0) : null;
        using var path = new SKPath();
        path.MoveTo(points[0]);
        foreach (var point in points.AsSpan(1)) path.LineTo(point);
        Stroke(colour, width);
        _paint.PathEffect = dashes;
        canvas.DrawPath(path, _paint);
        _paint.PathEffect = null;
    }

    /// <summary>Pixels, stretched to an area.</summary>
    public void Image(SKBitmap bitmap, SKRect area)
    {
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, area, new SKSamplingOptions(SKFilterMode.Linear));
    }

    /// <summary>A filled polygon.</summary>
    public void Polygon(SKPoint[] points, SKColor colour)
    {
        using var path = new SKPath();
        path.AddPoly(points);
        Fill(colour);
        canvas.DrawPath(path, _paint);
    }

    /// <summary>A filled disc.</summary>
    public void Disc(float x, float y, float radius, SKColor colour)
    {
        Fill(colour);
        canvas.DrawCircle(x, y, radius, _paint);
    }

    /// <summary>An arrow from a point, its head at the end.</summary>
    /// <param name="x">Where its middle is.</param>
    /// <param name="y">Where its middle is.</param>
    /// <param name="direction">Where it points to, of length 1.</param>
    /// <param name="from">Where it begins, from the middle along the direction.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">The line's width; the head is four times as wide.</param>
    public void Arrow(float x, float y, SKPoint direction, float from, float to, SKColor colour, float width)
    {
        var (dx, dy) = (direction.X, direction.Y);
        var neck = to - (3.6f * width);
        Line(x + (from * dx), y + (from * dy), x + (neck * dx), y + (neck * dy), colour, width);
        var half = 2.1f * width;
        Polygon(
            [
                new(x + (to * dx), y + (to * dy)),
                new(x + (neck * dx) - (half * dy), y + (neck * dy) + (half * dx)),
                new(x + (neck * dx) + (half * dy), y + (neck * dy) - (half * dx)),
            ],
            colour);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _paint.Dispose();
        _regular.Dispose();
        _strong.Dispose();
    }

    private SKFont FontOf(float size, bool strong)
    {
        var font = strong ? _strong : _regular;
        font.Size = size;
        return font;
    }

    private void Fill(SKColor colour) => (_paint.Color, _paint.Style) = (colour, SKPaintStyle.Fill);

    private void Stroke(SKColor colour, float width) =>
        (_paint.Color, _paint.Style, _paint.StrokeWidth, _paint.StrokeJoin)
            = (colour, SKPaintStyle.Stroke, width, SKStrokeJoin.Round);
}

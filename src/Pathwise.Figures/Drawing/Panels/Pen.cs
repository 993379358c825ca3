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

    /// <summary>A smooth line upwards or to the right through points, with an arrow's head at its end.</summary>
    /// <param name="points">The points; between two of them the line leaves and arrives upright, or level.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">Its width.</param>
    /// <param name="isLevel">Whether it runs to the right.</param>
    public void Curve(SKPoint[] points, SKColor colour, float width, bool isLevel = false)
    {
        var size = 4 * width;
        var tip = points[^1];
        SKPoint neck = isLevel ? new(tip.X - size, tip.Y) : new(tip.X, tip.Y + size);
        using var path = new SKPath();
        path.MoveTo(points[0]);
        for (var i = 1; i < points.Length; i++)
        {
            var (from, to) = (points[i - 1], i == points.Length - 1 ? neck : points[i]);
            if (isLevel) path.CubicTo((from.X + to.X) / 2, from.Y, (from.X + to.X) / 2, to.Y, to.X, to.Y);
            else path.CubicTo(from.X, (from.Y + to.Y) / 2, to.X, (from.Y + to.Y) / 2, to.X, to.Y);
        }

        Stroke(colour, width);
        canvas.DrawPath(path, _paint);
        var half = 0.5f * size;
        Polygon(
            isLevel
                ? [tip, new(neck.X, neck.Y - half), new(neck.X, neck.Y + half)]
                : [tip, new(neck.X - half, neck.Y), new(neck.X + half, neck.Y)],
            colour);
    }

    /// <summary>A bow from one disc to another, with an arrow's head where it arrives.</summary>
    /// <param name="from">The middle of the one.</param>
    /// <param name="to">The middle of the other, to the right of it at the same height.</param>
    /// <param name="height">How far the bow's middle is below that height; negative above, 0 straight.</param>
    /// <param name="radius">The discs' radius.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">Its width.</param>
    /// <param name="isDashed">Whether it is dashed.</param>
    public void Arc(
        SKPoint from, SKPoint to, float height, float radius, SKColor colour, float width, bool isDashed)
    {
        SKPoint control = new((from.X + to.X) / 2, from.Y + (2 * height));
        var length = SKPoint.Distance(from, control);
        SKPoint direction = new((control.X - from.X) / length, (control.Y - from.Y) / length);
        SKPoint start = new(from.X + (radius * direction.X), from.Y + (radius * direction.Y));
        SKPoint end = new(to.X - ((radius + 2) * direction.X), to.Y + ((radius + 2) * direction.Y));
        SKPoint neck = new(end.X - (4 * width * direction.X), end.Y + (4 * width * direction.Y));
        using var dashes = isDashed ? SKPathEffect.CreateDash([3 * width, 3 * width], 0) : null;
        using var path = new SKPath();
        path.MoveTo(start);
        path.QuadTo(control, neck);
        Stroke(colour, width);
        _paint.PathEffect = dashes;
        canvas.DrawPath(path, _paint);
        _paint.PathEffect = null;
        Arrow(neck.X, neck.Y, new(direction.X, -direction.Y), 0, 4 * width, colour, width);
    }

    /// <summary>A filled rectangle with round corners and an edge.</summary>
    public void RoundedBox(SKRect area, float radius, SKColor fill, SKColor edge)
    {
        Fill(fill);
        canvas.DrawRoundRect(area, radius, radius, _paint);
        Stroke(edge, 1);
        canvas.DrawRoundRect(area, radius, radius, _paint);
    }

    /// <summary>A text that may have an index, as <c>h_{i−1}</c>: centred, its index smaller and lower.</summary>
    public void Indexed(string text, float x, float y, float size, SKColor colour, bool strong = false)
    {
        var parts = text.Split('_', 2);
        if (parts.Length == 1)
        {
            Text(text, x, y, size, colour, strong: strong);
            return;
        }

        var (index, small) = (parts[1].Trim('{', '}'), 0.75f * size);
        var left = x - ((WidthOf(parts[0], size, strong) + WidthOf(index, small, strong)) / 2);
        Text(parts[0], left, y, size, colour, share: 0, strong);
        left += WidthOf(parts[0], size, strong);
        Text(index, left, y + (0.3f * size), small, colour, share: 0, strong);
    }

    /// <summary>Draws something elsewhere.</summary>
    /// <param name="x">Where its origin is.</param>
    /// <param name="y">Where its origin is.</param>
    /// <param name="scale">How much larger it is.</param>
    /// <param name="draw">What is drawn.</param>
    public void At(float x, float y, float scale, Action<Pen> draw)
    {
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(scale);
        draw(this);
        canvas.Restore();
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

    /// <summary>A circle's line.</summary>
    public void Ring(float x, float y, float radius, SKColor colour, float width)
    {
        Stroke(colour, width);
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

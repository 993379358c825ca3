using Pathwise.Environments;
using Pathwise.Figures.Drawing;
using SkiaSharp;

namespace Pathwise.Figures.Animation;

/// <summary>Draws an environment's shapes as pixels.</summary>
/// <param name="width">Columns.</param>
internal sealed class RasterCanvas(int width) : ICanvas, IDisposable
{
    private readonly SKPaint _paint = new()
    {
        IsAntialias = true, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round,
    };

    private SKBitmap? _bitmap;
    private SKCanvas? _canvas;
    private double _left, _top, _scale;

    private SKCanvas Canvas => _canvas ?? throw new InvalidOperationException("A drawing must begin with View.");

    /// <inheritdoc/>
    public void View(double left, double bottom, double right, double top)
    {
        (_left, _top, _scale) = (left, top, width / (right - left));
        Dispose(_canvas, _bitmap);
        var height = Math.Max(1, (int)Math.Round((top - bottom) * _scale));
        _bitmap = new(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Premul));
        _canvas = new(_bitmap);
        _canvas.Clear(Palette.Paper);
    }

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<Point> points, double width, Ink ink)
    {
        using var path = Path(points);
        Canvas.DrawPath(path, Stroke(ink, width));
    }

    /// <inheritdoc/>
    public void Polygon(ReadOnlySpan<Point> corners, Ink ink)
    {
        using var path = Path(corners);
        path.Close();
        Canvas.DrawPath(path, Fill(ink));
    }

    /// <inheritdoc/>
    public void Circle(Point centre, double radius, Ink ink) =>
        Canvas.DrawCircle(Of(centre), (float)(radius * _scale), Fill(ink));

    /// <inheritdoc/>
    public void Text(Point centre, double height, string text, Ink ink)
    {
        using var font = new SKFont(Typefaces.Regular, (float)(height * _scale)) { Subpixel = true };
        var middle = Of(centre);
        var baseline = middle.Y + (font.Metrics.CapHeight / 2);
        Canvas.DrawText(text, middle.X, baseline, SKTextAlign.Center, font, Fill(ink));
    }

    /// <summary>What has been drawn.</summary>
    public Frame ToFrame()
    {
        Canvas.Flush();
        return new(_bitmap!.Width, _bitmap.Height, Array.ConvertAll(_bitmap.Pixels, pixel => (uint)pixel));
    }

    /// <inheritdoc/>
    public void Dispose() => Dispose(_canvas, _bitmap, _paint);

    private static void Dispose(params ReadOnlySpan<IDisposable?> parts)
    {
        foreach (var part in parts) part?.Dispose();
    }

    private SKPoint Of(Point point) => new((float)((point.X - _left) * _scale), (float)((_top - point.Y) * _scale));

    private SKPath Path(ReadOnlySpan<Point> points)
    {
        var path = new SKPath();
        path.MoveTo(Of(points[0]));
        foreach (var point in points[1..]) path.LineTo(Of(point));
        return path;
    }

    private SKPaint Fill(Ink ink)
    {
        (_paint.Style, _paint.Color) = (SKPaintStyle.Fill, Palette.Of(ink));
        return _paint;
    }

    private SKPaint Stroke(Ink ink, double width)
    {
        (_paint.Style, _paint.Color, _paint.StrokeWidth) = (
            SKPaintStyle.Stroke, Palette.Of(ink), (float)(width * _scale));
        return _paint;
    }
}

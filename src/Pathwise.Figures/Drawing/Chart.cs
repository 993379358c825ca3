using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Pathwise.Figures.Drawing;

/// <summary>Lines over an axis of steps or episodes, in the house's style: white, calm,
/// named where the line ends.</summary>
/// <remarks>ScottPlot draws axes and data; title and the names at the right are set by hand,
/// where it has no place for them.</remarks>
internal sealed class Chart
{
    internal const int Width = 860;

    private const int Height = 500;
    private const float Margin = 24, TitleSize = 18, TextSize = 13, NameSize = 13, NameGap = 8;

    private readonly List<Action<Plot>> _data = [];
    private readonly List<(double Y, string Text, SKColor Colour, bool Strong)> _names = [];

    /// <summary>What the picture shows.</summary>
    public required string Title { get; init; }

    /// <summary>How it is to be read.</summary>
    public required string Subtitle { get; init; }

    /// <summary>What runs to the right.</summary>
    public required string XLabel { get; init; }

    /// <summary>What runs upwards.</summary>
    public required string YLabel { get; init; }

    /// <summary>Where the horizontal axis begins and ends.</summary>
    public required (double Low, double High) X { get; init; }

    /// <summary>Where the vertical axis begins and ends.</summary>
    public required (double Low, double High) Y { get; init; }

    /// <summary>Where the horizontal axis has which names; null for round numbers.</summary>
    public IReadOnlyList<(double Position, string Name)>? XTicks { get; init; }

    /// <summary>A line through points.</summary>
    public void Line(double[] xs, double[] ys, SKColor colour, float width) =>
        _data.Add(plot => plot.Add.ScatterLine(xs, ys, Of(colour)).LineWidth = width);

    /// <summary>Points without a line.</summary>
    public void Points(double[] xs, double[] ys, SKColor colour, float size) => _data.Add(plot =>
    {
        var points = plot.Add.ScatterPoints(xs, ys, Of(colour));
        points.MarkerShape = MarkerShape.FilledCircle;
        points.MarkerSize = size;
    });

    /// <summary>The area between two lines.</summary>
    public void Band(double[] xs, double[] low, double[] high, SKColor colour) => _data.Add(plot =>
    {
        var band = plot.Add.FillY(xs, low, high);
        band.FillColor = Of(colour);
        band.LineWidth = 0;
        band.MarkerSize = 0;
    });

    /// <summary>The area within a closed line.</summary>
    public void Area(double[] xs, double[] ys, SKColor colour) => _data.Add(plot =>
    {
        var area = plot.Add.Polygon(xs, ys);
        area.FillColor = Of(colour);
        area.LineWidth = 0;
    });

    /// <summary>A few characters at a place between the axes, centred, or beginning there.</summary>
    public void Text(double x, double y, string text, SKColor colour, bool begins = false) => _data.Add(plot =>
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelStyle.Font = Typefaces.Regular;
        label.LabelFontSize = 12;
        label.LabelFontColor = Of(colour);
        label.LabelAlignment = begins ? Alignment.MiddleLeft : Alignment.MiddleCenter;
    });

    /// <summary>A dashed level with its name at the right.</summary>
    public void Level(double y, string name)
    {
        _data.Add(plot => plot.Add.HorizontalLine(y, 1.5f, Of(Palette.DarkInk), LinePattern.Dashed));
        _names.Add((y, name, Palette.QuietInk, false));
    }

    /// <summary>A name beside the end of a line.</summary>
    public void Name(double y, string name, SKColor colour) => _names.Add((y, name, colour, true));

    /// <summary>The finished picture.</summary>
    public Picture ToPicture() => new(Width, Height, Draw);

    private void Style(Plot plot)
    {
        plot.Axes.SetLimits(X.Low, X.High, Y.Low, Y.High);
        plot.FigureBackground.Color = Of(Palette.Paper);
        plot.DataBackground.Color = Colors.Transparent;
        plot.Grid.MajorLineColor = Of(Palette.Grid);
        plot.Grid.MajorLineWidth = 1;
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        plot.Axes.Title.IsVisible = false;
        Style(plot.Axes.Bottom, XLabel, Ticks.Between(X.Low, X.High, 7));
        if (XTicks is { } named)
            plot.Axes.Bottom.TickGenerator = new NumericManual(
                [.. named.Select(tick => tick.Position)], [.. named.Select(tick => tick.Name)]);
        Style(plot.Axes.Left, YLabel, Ticks.Between(Y.Low, Y.High, 6));
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
    }

    private static void Style(IAxis axis, string label, double[] ticks)
    {
        axis.TickGenerator = new NumericManual(ticks, Array.ConvertAll(ticks, Ticks.Name));
        axis.FrameLineStyle.Color = axis.MajorTickStyle.Color = Of(Palette.Axis);
        axis.MajorTickStyle.Length = 4;
        axis.MinorTickStyle.Length = 0;
        axis.TickLabelStyle.Font = Typefaces.Regular;
        axis.TickLabelStyle.FontSize = 12;
        axis.TickLabelStyle.ForeColor = Of(Palette.QuietInk);
        axis.Label.Text = label;
        axis.Label.Font = Typefaces.Regular;
        axis.Label.FontSize = TextSize;
        axis.Label.Bold = false;
        axis.Label.ForeColor = Of(Palette.DarkInk);
    }

    private void Draw(SKCanvas canvas)
    {
        DrawHeading(canvas, Title, Subtitle);
        DrawPlot(canvas, 76, Height - 12, WidthOfNames());
    }

    /// <summary>Clears the paper, and writes what stands above all.</summary>
    internal static void DrawHeading(SKCanvas canvas, string title, string subtitle)
    {
        using var titleFont = new SKFont(Typefaces.SemiBold, TitleSize) { Subpixel = true };
        using var textFont = new SKFont(Typefaces.Regular, TextSize) { Subpixel = true };
        using var paint = new SKPaint { IsAntialias = true, Color = Palette.DarkInk };
        canvas.Clear(Palette.Paper);
        canvas.DrawText(title, Margin, 40, titleFont, paint);
        paint.Color = Palette.QuietInk;
        canvas.DrawText(subtitle, Margin, 62, textFont, paint);
    }

    /// <summary>What the names at the right need.</summary>
    internal float WidthOfNames()
    {
        using var nameFont = new SKFont(Typefaces.SemiBold, NameSize) { Subpixel = true };
        return _names.Count == 0 ? 0 : _names.Max(name => nameFont.MeasureText(name.Text)) + (2 * NameGap);
    }

    /// <summary>Draws axes, data and names between two heights.</summary>
    internal void DrawPlot(SKCanvas canvas, float top, float bottom, float names, float leftAxis = 0)
    {
        using var textFont = new SKFont(Typefaces.Regular, TextSize) { Subpixel = true };
        using var nameFont = new SKFont(Typefaces.SemiBold, NameSize) { Subpixel = true };
        using var paint = new SKPaint { IsAntialias = true, Color = Palette.DarkInk };
        using var plot = new Plot();
        foreach (var add in _data) add(plot);
        Style(plot);
        plot.Axes.Left.MinimumSize = leftAxis;
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Render(canvas, new PixelRect(Margin - 10, Width - Margin - names, bottom, top));
        DrawNames(canvas, plot.RenderManager.LastRender.DataRect, nameFont, textFont, paint);
    }

    private void DrawNames(SKCanvas canvas, PixelRect data, SKFont strong, SKFont quiet, SKPaint paint)
    {
        var heights = Spread(
            [.. _names.Select(name => data.Bottom - ((name.Y - Y.Low) / (Y.High - Y.Low) * data.Height))],
            NameSize * 1.35, data.Top, data.Bottom);
        for (var i = 0; i < _names.Count; i++)
        {
            paint.Color = _names[i].Colour;
            canvas.DrawText(
                _names[i].Text, data.Right + NameGap, (float)heights[i] + (NameSize * 0.36f),
                _names[i].Strong ? strong : quiet, paint);
        }
    }

    /// <summary>Moves positions apart until none is nearer to the next than a distance,
    /// as little and as evenly as possible.</summary>
    /// <param name="wanted">Where each would like to be; any order.</param>
    /// <param name="distance">The least distance.</param>
    /// <param name="low">No position below this.</param>
    /// <param name="high">No position above this.</param>
    internal static double[] Spread(double[] wanted, double distance, double low, double high)
    {
        var order = Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i]).ToArray();
        var blocks = new List<(double Sum, int Count)>();       // neighbours that touch move as one, centred on their mean
        double Start((double Sum, int Count) block) =>
            Math.Max(low, Math.Min(
                (block.Sum / block.Count) - (distance * (block.Count - 1) / 2), high - (distance * (block.Count - 1))));

        foreach (var i in order)
        {
            blocks.Add((wanted[i], 1));
            while (blocks.Count > 1 && Start(blocks[^1]) < Start(blocks[^2]) + (distance * blocks[^2].Count))
            {
                var merged = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(merged);
            }
        }

        var positions = new double[wanted.Length];
        var next = 0;
        foreach (var block in blocks)
            for (var k = 0; k < block.Count; k++)
                positions[order[next++]] = Start(block) + (distance * k);
        return positions;
    }

    private static Color Of(SKColor colour) => new(colour.Red, colour.Green, colour.Blue, colour.Alpha);
}

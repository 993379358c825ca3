using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>Lines, steps, bars and points on two axes.</summary>
internal sealed class AxesPanel : IPanel
{
    private const float Left = 56, Bottom = 42, BottomWithoutLabel = 26;

    private readonly List<Action<Pen, Func<double, double, SKPoint>>> _data = [];

    /// <inheritdoc/>
    public required string Title { get; init; }

    /// <inheritdoc/>
    public float Aspect { get; init; } = 1.3f;

    /// <summary>What runs to the right.</summary>
    public required string XLabel { get; init; }

    /// <summary>What runs upwards.</summary>
    public required string YLabel { get; init; }

    /// <summary>Where the horizontal axis begins and ends.</summary>
    public required (double Low, double High) X { get; init; }

    /// <summary>Where the vertical axis begins and ends.</summary>
    public required (double Low, double High) Y { get; init; }

    /// <summary>Ticks of the horizontal axis with their names; null for round numbers.</summary>
    public (double At, string Name)[]? XTicks { get; init; }

    /// <summary>Ticks of the vertical axis with their names; null for round numbers.</summary>
    public (double At, string Name)[]? YTicks { get; init; }

    /// <summary>A line through points.</summary>
    public AxesPanel Line(double[] xs, double[] ys, SKColor colour, float width = 2, bool dashed = false)
    {
        _data.Add((pen, at) => pen.Lines([.. xs.Zip(ys, (x, y) => at(x, y))], colour, width, dashed));
        return this;
    }

    /// <summary>A bar from the axis, or from 0, with a name at its foot.</summary>
    public AxesPanel Bar(double x, double width, double height, SKColor colour, string name = "")
    {
        _data.Add((pen, at) =>
        {
            var (a, b) = (at(x - (width / 2), Math.Max(Y.Low, 0)), at(x + (width / 2), height));
            pen.Rectangle(new(a.X, Math.Min(a.Y, b.Y), b.X, Math.Max(a.Y, b.Y)), colour);
            if (name.Length > 0) pen.Text(name, (a.X + b.X) / 2, a.Y - 14, 12.5f, Palette.Paper, strong: true);
        });
        return this;
    }

    /// <summary>Points.</summary>
    public AxesPanel Points(IEnumerable<(double X, double Y)> points, SKColor colour, float radius)
    {
        _data.Add((pen, at) =>
        {
            foreach (var (x, y) in points)
            {
                var point = at(x, y);
                pen.Disc(point.X, point.Y, radius, colour);
            }
        });
        return this;
    }

    /// <summary>A ring around a point.</summary>
    public AxesPanel Ring(double x, double y, SKColor colour, float radius)
    {
        _data.Add((pen, at) =>
        {
            var point = at(x, y);
            pen.Disc(point.X, point.Y, radius, colour);
            pen.Disc(point.X, point.Y, radius - 1.5f, Palette.Paper);
        });
        return this;
    }

    /// <summary>A circle around a point.</summary>
    public AxesPanel Circle(double x, double y, SKColor colour, float radius)
    {
        _data.Add((pen, at) => pen.Ring(at(x, y).X, at(x, y).Y, radius, colour, 2));
        return this;
    }

    /// <summary>A vertical line of an uncertainty, with a point in its middle.</summary>
    public AxesPanel Error(double x, double y, double error, SKColor colour)
    {
        _data.Add((pen, at) =>
        {
            var (low, high, middle) = (at(x, y - error), at(x, y + error), at(x, y));
            pen.Line(low.X, low.Y, high.X, high.Y, colour, 1.6f);
            pen.Line(low.X - 5, low.Y, low.X + 5, low.Y, colour, 1.6f);
            pen.Line(high.X - 5, high.Y, high.X + 5, high.Y, colour, 1.6f);
            pen.Disc(middle.X, middle.Y, 3, colour);
        });
        return this;
    }

    /// <summary>A text centred on a point.</summary>
    public AxesPanel Label(double x, double y, string name, SKColor colour, float size = 12)
    {
        _data.Add((pen, at) => pen.Text(name, at(x, y).X, at(x, y).Y, size, colour, strong: true));
        return this;
    }

    /// <summary>A text beside a point, to its right.</summary>
    public AxesPanel Name(double x, double y, string name, SKColor colour)
    {
        _data.Add((pen, at) => pen.Text(name, at(x, y).X + 7, at(x, y).Y, 12, colour, share: 0, strong: true));
        return this;
    }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKRect area)
    {
        var bottom = area.Bottom - (XLabel.Length > 0 ? Bottom : BottomWithoutLabel);
        var plot = new SKRect(area.Left + Left, area.Top + 4, area.Right - 6, bottom);
        SKPoint At(double x, double y) => new(
            plot.Left + (float)((x - X.Low) / (X.High - X.Low) * plot.Width),
            plot.Bottom - (float)((y - Y.Low) / (Y.High - Y.Low) * plot.Height));
        foreach (var (at, name) in YTicks ?? Round(Y, 5))
        {
            pen.Line(plot.Left, At(X.Low, at).Y, plot.Right, At(X.Low, at).Y, Palette.Grid, 1);
            pen.Text(name, plot.Left - 7, At(X.Low, at).Y, 11, Palette.QuietInk, 1);
        }

        foreach (var (at, name) in XTicks ?? Round(X, 5))
        {
            pen.Line(At(at, 0).X, plot.Bottom, At(at, 0).X, plot.Bottom + 4, Palette.Axis, 1);
            pen.Text(name, At(at, 0).X, plot.Bottom + 13, 11, Palette.QuietInk);
        }

        foreach (var draw in _data) draw(pen, At);
        pen.Line(plot.Left, plot.Bottom, plot.Right, plot.Bottom, Palette.Axis, 1);
        pen.Text(XLabel, plot.MidX, area.Bottom - 9, 12, Palette.DarkInk);
        pen.UprightText(YLabel, area.Left + 8, plot.MidY, 12, Palette.DarkInk);
    }

    private static (double At, string Name)[] Round((double Low, double High) axis, int count) =>
        [.. Ticks.Between(axis.Low, axis.High, count).Select(tick => (tick, Ticks.Name(tick)))];
}

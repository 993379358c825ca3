using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>Level bars of shares, each with its name before it, its uncertainty on it and a mark that it must
/// pass.</summary>
/// <param name="bars">From above.</param>
internal sealed class BarsPanel(IReadOnlyList<BarsPanel.Bar> bars) : IPanel
{
    private const float TextSize = 12.5f, Gap = 8, HighestBar = 24, Bottom = 42;

    /// <inheritdoc/>
    public required string Title { get; init; }

    /// <inheritdoc/>
    public required float Aspect { get; init; }

    /// <summary>What runs to the right.</summary>
    public required string XLabel { get; init; }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKRect area)
    {
        var names = bars.Max(bar => pen.WidthOf(bar.Name, TextSize, strong: bar.IsStrong));
        var plot = new SKRect(area.Left + names + Gap, area.Top + 4, area.Right - 6, area.Bottom - Bottom);
        var most = Math.Max(0.05, bars.Max(bar => Math.Max(bar.High, Math.Max(bar.Value, bar.Mark))) * 1.02);
        float At(double share) => plot.Left + (float)(share / most * plot.Width);
        foreach (var tick in Ticks.Between(0, most, 5))
        {
            pen.Line(At(tick), plot.Top, At(tick), plot.Bottom, Palette.Grid, 1);
            pen.Text($"{Ticks.Name(Math.Round(100 * tick, 6))} %", At(tick), plot.Bottom + 13, 11, Palette.QuietInk);
        }

        var pitch = plot.Height / bars.Count;
        var half = Math.Min(HighestBar, 0.62f * pitch) / 2;
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, y) = (bars[i], plot.Top + ((i + 0.5f) * pitch));
            pen.Text(
                bar.Name, plot.Left - Gap, y, TextSize, bar.IsStrong ? Palette.DarkInk : Palette.QuietInk, share: 1,
                strong: bar.IsStrong);
            pen.Rectangle(
                new(plot.Left, y - half, At(bar.Value), y + half),
                bar.IsStrong ? Palette.Series(0) : Palette.Series(0).WithAlpha(90));
            pen.Line(At(bar.Low), y, At(bar.High), y, Palette.DarkInk, 1.3f);
            pen.Line(At(bar.Mark), y - half - 3, At(bar.Mark), y + half + 3, Palette.Series(1), 2);
        }

        pen.Line(plot.Left, plot.Top, plot.Left, plot.Bottom, Palette.Axis, 1);
        pen.Text(XLabel, plot.MidX, area.Bottom - 9, 12, Palette.DarkInk);
    }

    /// <summary>A bar.</summary>
    /// <param name="Name">What stands before it.</param>
    /// <param name="Value">Its length, a share.</param>
    /// <param name="Low">Where its uncertainty begins.</param>
    /// <param name="High">Where its uncertainty ends.</param>
    /// <param name="Mark">Where its mark is.</param>
    /// <param name="IsStrong">Whether it stands out.</param>
    internal sealed record Bar(string Name, double Value, double Low, double High, double Mark, bool IsStrong);
}

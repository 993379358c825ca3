using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published.Scores;

/// <summary>Draws scores: a panel for each environment, a column for each preset.</summary>
internal static class ScorePicture
{
    private const float PanelHeight = 250;
    private const int PanelsPerRow = 3;
    private const double Room = 0.12;

    /// <summary>Draws some scores.</summary>
    /// <param name="title">What they are of.</param>
    /// <param name="scores">In the order of panels and columns; at least one.</param>
    public static Picture Draw(string title, IReadOnlyList<Score> scores)
    {
        var picture = new PanelRows(
            title,
            "Mean greedy return: dots are seeds, the line their interquartile mean with its 95 % interval, "
            + "the ring what is published, dashes the bar.");
        var panels = scores.GroupBy(score => score.Line.Environment).Select(Panel).ToArray();
        foreach (var row in panels.Chunk(PanelsPerRow)) picture.Row(PanelHeight, [.. row]);
        return picture.ToPicture();
    }

    private static AxesPanel Panel(IGrouping<string, Score> environment)
    {
        var columns = environment.ToArray();
        var shown = columns.SelectMany(one => one.Means.Append(one.Line.Published ?? one.Over.Mean)
            .Append(one.Line.Bar ?? one.Over.Mean)).Where(double.IsFinite).ToArray();
        var (low, high) = shown.Length > 0 ? (shown.Min(), shown.Max()) : (0, 1);
        var room = Math.Max(Room * (high - low), 1e-3 * Math.Max(1, Math.Abs(high)));
        var panel = new AxesPanel
        {
            Title = environment.Key, XLabel = "", YLabel = "return", Aspect = 1.35f,
            X = (-0.6, columns.Length - 0.4), Y = (low - room, high + room),
            XTicks = [.. columns.Select((one, i) => ((double)i, NameOf(one.Line, columns)))],
        };
        for (var i = 0; i < columns.Length; i++) Column(panel, columns[i], i);
        return panel;
    }

    private static void Column(AxesPanel panel, Score score, int i)
    {
        const double Half = 0.32, Spread = 0.16;
        var colour = Palette.Series(i);
        if (score.Line.Bar is { } bar)
            panel.Line([i - Half, i + Half], [bar, bar], Palette.QuietInk, 1.4f, dashed: true);
        if (double.IsFinite(score.Interval.Low))
            panel.Line([i, i], [score.Interval.Low, score.Interval.High], colour.WithAlpha(110), 7);
        panel.Points(
            score.Means.Select((mean, k) => (
                X: i + (Spread * ((2.0 * k / Math.Max(1, score.Means.Count - 1)) - 1)), Y: mean))
                .Where(point => double.IsFinite(point.Y)),
            colour.WithAlpha(150), 2.6f);
        var middle = score.Over.InterquartileMean;
        if (double.IsFinite(middle)) panel.Line([i - 0.24, i + 0.24], [middle, middle], colour, 3);
        if (score.Line.Published is { } published) panel.Ring(i + Half, published, Palette.DarkInk, 4);
    }

    /// <summary>The algorithm; where it has two presets, with their names.</summary>
    private static string NameOf(ScoreLine line, Score[] columns) =>
        columns.Count(one => one.Line.Algorithm == line.Algorithm) > 1
            ? $"{line.Algorithm} {line.Preset}"
            : line.Algorithm;
}

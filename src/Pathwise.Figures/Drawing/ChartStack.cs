namespace Pathwise.Figures.Drawing;

/// <summary>Charts below each other, with one heading, whose horizontal axes begin and end at the same
/// places.</summary>
/// <param name="title">What the picture shows.</param>
/// <param name="subtitle">How it is to be read.</param>
/// <param name="charts">From above; their own titles are not drawn.</param>
internal sealed class ChartStack(string title, string subtitle, IReadOnlyList<Chart> charts)
{
    private const int Top = 76, ChartHeight = 290, Bottom = 12, LeftAxis = 66;

    /// <summary>The finished picture.</summary>
    public Picture ToPicture() => new(Chart.Width, Top + (charts.Count * ChartHeight) + Bottom, canvas =>
    {
        Chart.DrawHeading(canvas, title, subtitle);
        var names = charts.Max(chart => chart.WidthOfNames());
        for (var i = 0; i < charts.Count; i++)
            charts[i].DrawPlot(canvas, Top + (i * ChartHeight), Top + ((i + 1) * ChartHeight), names, LeftAxis);
    });
}

using System.Globalization;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Cells;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Networks;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures;

/// <summary>Pictures of networks: cells as graphs, in the papers' manner, and whole networks as their stages.</summary>
public static class ArchitecturePicture
{
    private const int MostLetters = 90;
    private const float Margin = 28, Top = 84, TitleHeight = 30, Gap = 26, Widest = 1400;

    /// <summary>Draws a network.</summary>
    /// <param name="title">What it is called; shortened if it is long.</param>
    /// <param name="blueprint">The network.</param>
    /// <param name="genotype">The architecture it was made from; null for none.</param>
    /// <param name="cells">The cells it is stacked of, where it is of NASNet's kind; null for none.</param>
    public static Picture Draw(string title, Blueprint blueprint, Genotype? genotype = null, CellPair? cells = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(blueprint);
        var cost = CostModel.Of(blueprint);
        var subtitle = string.Create(CultureInfo.InvariantCulture,
            $"{cost.Parameters:#,0} parameters, {cost.MultiplyAdds:#,0} multiply-adds, images of {blueprint.Input}");
        var parts = new List<INetworkDrawing>();
        if (cells is not null) parts.AddRange(Cells(cells));
        else if (genotype is { Space: NasBench201Space })
            parts.Add(new EdgeCellDrawing("Cell", [.. Enumerable.Range(0, 6).Select(edge => genotype[edge])]));
        parts.Add(new StageDrawing(parts.Count > 0 ? "Network" : "", cost));
        var isLong = title.Length > MostLetters && title.Contains(':', StringComparison.Ordinal);
        return Sheet(isLong ? title[..title.IndexOf(':', StringComparison.Ordinal)] : title, subtitle, parts);
    }

    /// <summary>Draws a normal and a reduction cell, one above the other.</summary>
    /// <param name="title">What they are called.</param>
    /// <param name="subtitle">What there is to say about them.</param>
    /// <param name="cells">The cells.</param>
    public static Picture Draw(string title, string subtitle, CellPair cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return Sheet(title, subtitle, [.. Cells(cells)]);
    }

    private static INetworkDrawing[] Cells(CellPair cells) =>
        [new CellDrawing("Normal cell", cells.Normal), new CellDrawing("Reduction cell", cells.Reduction)];

    /// <summary>Drawings below each other, each in the middle; wide ones are made smaller.</summary>
    private static Picture Sheet(string title, string subtitle, List<INetworkDrawing> parts)
    {
        float ScaleOf(INetworkDrawing part) => Math.Min(1, Widest / part.Width);
        var width = Math.Max(640, parts.Max(part => ScaleOf(part) * part.Width)) + (2 * Margin);
        var height = Top + parts.Sum(part => (ScaleOf(part) * part.Height) + Head(part))
            + ((parts.Count - 1) * Gap) + Margin;
        return new((int)MathF.Ceiling(width), (int)MathF.Ceiling(height), canvas =>
        {
            using var pen = new Pen(canvas);
            canvas.Clear(Palette.Paper);
            pen.Text(title, Margin, 34, 18, Palette.DarkInk, share: 0, strong: true);
            pen.Text(subtitle, Margin, 58, 13, Palette.QuietInk, share: 0);
            var y = Top;
            foreach (var part in parts)
            {
                pen.Text(part.Title, Margin, y + 8, 14, Palette.DarkInk, share: 0, strong: true);
                y += Head(part);
                pen.At((width - (ScaleOf(part) * part.Width)) / 2, y, ScaleOf(part), part.Draw);
                y += (ScaleOf(part) * part.Height) + Gap;
            }
        });
    }

    private static float Head(INetworkDrawing part) => part.Title.Length > 0 ? TitleHeight : 0;
}

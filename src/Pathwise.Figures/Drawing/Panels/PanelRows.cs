using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>Rows of drawings under one title, each row of a height of its own, each drawing as wide as it
/// likes.</summary>
/// <param name="title">What the picture shows.</param>
/// <param name="subtitle">How it is to be read.</param>
internal sealed class PanelRows(string title, string subtitle)
{
    private const float Margin = 24, Top = 84, Gap = 26, TitleHeight = 26, LeastWidth = 520;

    private readonly List<(float Height, IPanel[] Panels)> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="height">How high its drawings are, in units, without their titles.</param>
    /// <param name="panels">From the left.</param>
    public PanelRows Row(float height, params IPanel[] panels)
    {
        _rows.Add((height, panels));
        return this;
    }

    /// <summary>The finished picture, as large as its drawings need.</summary>
    public Picture ToPicture()
    {
        var width = _rows.Max(row => row.Panels.Sum(panel => panel.Aspect * row.Height + Gap)) - Gap;
        var height = _rows.Sum(row => HeadOf(row.Panels) + row.Height + Gap) - Gap;
        width = Math.Max(Math.Max(LeastWidth, Sheet.WidthOf(title, subtitle)), width) + (2 * Margin);
        return new((int)MathF.Ceiling(width), (int)MathF.Ceiling(Top + height + Margin), Draw);
    }

    private static float HeadOf(IPanel[] panels) => panels.Any(panel => panel.Title.Length > 0) ? TitleHeight : 0;

    private void Draw(SKCanvas canvas)
    {
        using var pen = new Pen(canvas);
        canvas.Clear(Palette.Paper);
        pen.Text(title, Margin, 34, 18, Palette.DarkInk, share: 0, strong: true);
        pen.Text(subtitle, Margin, 58, 13, Palette.QuietInk, share: 0);
        var y = Top;
        foreach (var (height, panels) in _rows)
        {
            var (x, head) = (Margin, HeadOf(panels));
            foreach (var panel in panels)
            {
                if (head > 0) pen.Text(panel.Title, x, y + 8, 13, Palette.DarkInk, share: 0, strong: true);
                panel.Draw(pen, SKRect.Create(x, y + head, panel.Aspect * height, height));
                x += (panel.Aspect * height) + Gap;
            }

            y += head + height + Gap;
        }
    }
}

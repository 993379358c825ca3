using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>Several drawings under one title, row by row.</summary>
/// <param name="title">What the picture shows.</param>
/// <param name="subtitle">How it is to be read.</param>
/// <param name="columns">How many drawings stand beside each other.</param>
/// <param name="panelHeight">How high each is, in units, without its title.</param>
internal sealed class Sheet(string title, string subtitle, int columns, float panelHeight)
{
    private const float Margin = 24, Top = 84, Gap = 30, TitleHeight = 26, LeastWidth = 520;

    private readonly List<IPanel> _panels = [];

    /// <summary>Adds a drawing.</summary>
    public Sheet Add(IPanel panel)
    {
        _panels.Add(panel);
        return this;
    }

    /// <summary>The finished picture, as large as its drawings need.</summary>
    public Picture ToPicture()
    {
        var (rows, across) = ((_panels.Count + columns - 1) / columns, Math.Min(columns, _panels.Count));
        var cell = _panels.Max(panel => panel.Aspect) * panelHeight;
        float[] heads =
            [.. _panels.Chunk(columns).Select(row => row.Any(panel => panel.Title.Length > 0) ? TitleHeight : 0)];
        var content = (across * cell) + ((across - 1) * Gap);
        var width = Math.Max(Math.Max(LeastWidth, WidthOf(title, subtitle)), content) + (2 * Margin);
        var height = Top + (rows * panelHeight) + heads.Sum() + ((rows - 1) * Gap) + Margin;
        return new((int)MathF.Ceiling(width), (int)MathF.Ceiling(height), canvas =>
        {
            using var pen = new Pen(canvas);
            canvas.Clear(Palette.Paper);
            pen.Text(title, Margin, 34, 18, Palette.DarkInk, share: 0, strong: true);
            pen.Text(subtitle, Margin, 58, 13, Palette.QuietInk, share: 0);
            for (var i = 0; i < _panels.Count; i++)
            {
                var x = Margin + (i % columns * (cell + Gap));
                var headHeight = heads[i / columns];
                var y = Top + (i / columns * (panelHeight + Gap)) + heads[..(i / columns)].Sum();
                if (headHeight > 0)
                    pen.Text(_panels[i].Title, x, y + 8, 13, Palette.DarkInk, share: 0, strong: true);
                _panels[i].Draw(
                    pen, SKRect.Create(x, y + headHeight, _panels[i].Aspect * panelHeight, panelHeight));
            }
        });
    }

    /// <summary>How wide title and subtitle are.</summary>
    internal static float WidthOf(string title, string subtitle)
    {
        using var strong = new SKFont(Typefaces.SemiBold, 18);
        using var regular = new SKFont(Typefaces.Regular, 13);
        return Math.Max(strong.MeasureText(title), regular.MeasureText(subtitle));
    }
}

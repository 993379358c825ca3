using System.Globalization;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.Figures.Drawing.Panels;
using SkiaSharp;

namespace Pathwise.Figures.Drawing.Networks;

/// <summary>Draws a network as its stages from left to right: as high as their images are, in logarithms, with
/// operator, repeats, channels and resolution.</summary>
internal sealed class StageDrawing : INetworkDrawing
{
    private const float BarWidth = 74, Gap = 34, Tallest = 190, Labels = 92, Margin = 8;

    private readonly List<(StageCost Stage, int Count)> _bars = [];

    public StageDrawing(string title, NetworkCost cost)
    {
        Title = title;
        foreach (var stage in cost.Stages())
            if (_bars.Count == 0 || !IsRepeated(_bars[^1].Stage, stage)) _bars.Add((stage, 1));
            else _bars[^1] = (_bars[^1].Stage, _bars[^1].Count + 1);
    }

    public string Title { get; }

    public float Width => (2 * Margin) + (_bars.Count * (BarWidth + Gap)) - Gap;

    public float Height => Tallest + Labels + 30;

    public void Draw(Pen pen)
    {
        var tallest = _bars.Max(bar => bar.Stage.Input.Height);
        var middle = 30 + (Tallest / 2);
        for (var i = 0; i < _bars.Count; i++)
        {
            var (stage, count) = _bars[i];
            var x = Margin + (i * (BarWidth + Gap));
            var name = stage.Description.Length > 0 ? stage.Description : stage.Name;
            var height = Tallest * MathF.Log2(1 + stage.Input.Height) / MathF.Log2(1 + tallest);
            var bar = SKRect.Create(x, middle - (height / 2), BarWidth, height);
            if (i > 0)
                pen.Curve([new(x - Gap + 4, middle), new(x - 3, middle)], NetworkColours.Edge, 1.6f, isLevel: true);
            pen.RoundedBox(bar, 5, NetworkColours.Of(name), NetworkColours.Edge);
            var layers = count > 1 ? count : stage.Layers;
            if (layers > 1) pen.Text(Whole("×", layers), bar.MidX, middle, 15, Palette.DarkInk, strong: true);
            pen.Text(
                Whole("", stage.Input.Height) + Whole("×", stage.Input.Width), bar.MidX, bar.Top - 11, 11,
                Palette.QuietInk);
            var below = 30 + Tallest + 16;
            foreach (var word in Words(name))
            {
                pen.Text(word, bar.MidX, below, 11.5f, Palette.DarkInk);
                below += 15;
            }

            pen.Text(Whole("", stage.Channels) + " ch", bar.MidX, below, 11, Palette.QuietInk);
        }
    }

    private static bool IsRepeated(StageCost one, StageCost next) => one.Description.Length > 0
        && one.Description == next.Description && one.Output == next.Output && one.Layers == next.Layers;

    private static string Whole(string before, int number) =>
        before + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name in lines that are not wider than a bar and its gap.</summary>
    private static IEnumerable<string> Words(string name)
    {
        var line = "";
        foreach (var word in name.Split(' '))
        {
            if (line.Length + word.Length > 13 && line.Length > 0)
            {
                yield return line;
                line = word;
            }
            else line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}

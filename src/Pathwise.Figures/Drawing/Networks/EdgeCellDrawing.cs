using System.Globalization;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Figures.Drawing.Panels;
using SkiaSharp;

namespace Pathwise.Figures.Drawing.Networks;

/// <summary>Draws a cell of NAS-Bench-201: four nodes from left to right, an operation on each edge between
/// them.</summary>
internal sealed class EdgeCellDrawing(string title, IReadOnlyList<string> operations) : INetworkDrawing
{
    private const float Spacing = 230, Radius = 17, Reach = 92, Margin = 60,
        Middle = (2 * Reach) + 24;

    private static readonly SKColor Line = new(0x5F, 0x68, 0x74);

    public string Title => title;

    public float Width => (2 * Margin) + ((NasBench201Space.Nodes - 1) * Spacing);

    public float Height => Middle + Reach + 24;

    public void Draw(Pen pen)
    {
        for (var node = 1; node < NasBench201Space.Nodes; node++)
            for (var input = 0; input < node; input++)
                Edge(pen, input, node, operations[NasBench201Space.EdgeOf(node, input)]);
        for (var node = 0; node < NasBench201Space.Nodes; node++)
        {
            var (x, name) = (X(node), node == 0 ? "in" : node == NasBench201Space.Nodes - 1 ? "out" : $"{node}");
            pen.Disc(x, Middle, Radius + 1, NetworkColours.Edge);
            pen.Disc(x, Middle, Radius, NetworkColours.State);
            pen.Text(name.ToString(CultureInfo.InvariantCulture), x, Middle, 12.5f, Palette.DarkInk, strong: true);
        }
    }

    private static float X(int node) => Margin + (node * Spacing);

    /// <summary>Neighbours are joined straight; the edge over all nodes runs high above, 1 → 3 above, 0 → 2
    /// below.</summary>
    private static void Edge(Pen pen, int from, int to, string operation)
    {
        var height = (from, to) switch { (0, 3) => -2 * Reach, (1, 3) => -Reach, (0, 2) => Reach, _ => 0f };
        var middle = (X(from) + X(to)) / 2;
        var isNone = operation == "none";
        pen.Arc(
            new(X(from), Middle), new(X(to), Middle), height, Radius, isNone ? Palette.Axis : Line,
            isNone ? 1.2f : 1.6f, isDashed: isNone);
        if (isNone) return;

        var (text, fill) = operation switch
        {
            "skip_connect" => ("skip", NetworkColours.Nothing),
            "nor_conv_1x1" => ("conv 1×1", NetworkColours.Convolution),
            "nor_conv_3x3" => ("conv 3×3", NetworkColours.Convolution),
            _ => ("avg 3×3", NetworkColours.Pool),
        };
        var box = SKRect.Create(middle - 42, Middle + height - 14, 84, 28);
        pen.RoundedBox(box, 5, fill, NetworkColours.Edge);
        pen.Text(text, middle, box.MidY, 12.5f, Palette.DarkInk);
    }
}

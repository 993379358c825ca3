using System.Globalization;
using Pathwise.ArchitectureSearch.Cells;
using Pathwise.Figures.Drawing.Panels;
using SkiaSharp;

namespace Pathwise.Figures.Drawing.Networks;

/// <summary>Draws a NASNet cell: hidden states at the bottom, operations, combiners, and the concatenation on
/// top.</summary>
internal sealed class CellDrawing(string title, Cell cell) : INetworkDrawing
{
    private const float TextSize = 12.5f, LineWidth = 1.5f;

    private static readonly SKColor[] InputLines = [new(0x3C, 0x78, 0xB4), new(0xC9, 0x6A, 0x2B)];      // h_i, h_{i−1}
    private static readonly SKColor BlockLine = new(0x7A, 0x84, 0x90);

    private readonly CellLayout _layout = new(cell);

    public string Title => title;

    public float Width => _layout.Width;

    public float Height => _layout.Height;

    public void Draw(Pen pen)
    {
        for (var block = 0; block < cell.Blocks.Length; block++) DrawLines(pen, block);
        DrawOutputLines(pen);
        for (var block = 0; block < cell.Blocks.Length; block++) DrawBoxes(pen, block);
        Box(pen, _layout.Input(0), "h_i", NetworkColours.State, strong: true);
        Box(pen, _layout.Input(1), "h_{i−1}", NetworkColours.State, strong: true);
        Box(pen, _layout.Concatenation, "concat", NetworkColours.Concatenation);
        Box(pen, _layout.Output, "h_{i+1}", NetworkColours.State, strong: true);
    }

    private void DrawLines(Pen pen, int block)
    {
        var (a, b) = _layout.Operations(block);
        var (inputA, inputB) = (cell.Blocks[block].InputA, cell.Blocks[block].InputB);
        var row = _layout.RowOf(block + Cell.Inputs);
        pen.Curve(_layout.Route(inputA, a, row, 0.5f), ColourOf(inputA), LineWidth);
        pen.Curve(_layout.Route(inputB, b, row, 0.5f), ColourOf(inputB), LineWidth);
        var combiner = _layout.Combiner(block);
        foreach (var side in (SKRect[])[a, b])
        {
            var share = side.MidX < combiner.MidX ? 0.3f : 0.7f;
            pen.Curve(
                [new(side.MidX, side.Top), new(combiner.Left + (share * combiner.Width), combiner.Bottom)], BlockLine,
                LineWidth);
        }
    }

    private void DrawOutputLines(Pen pen)
    {
        var box = _layout.Concatenation;
        int[] outputs = [.. cell.Outputs.OrderBy(Left)];
        for (var i = 0; i < outputs.Length; i++)
        {
            var share = (i + 1f) / (outputs.Length + 1);
            var route = _layout.Route(outputs[i], box, _layout.Rows + 1, share);
            pen.Curve(route, ColourOf(outputs[i]), LineWidth);
        }

        pen.Curve([new(box.MidX, box.Top), new(box.MidX, _layout.Output.Bottom)], BlockLine, LineWidth);

        float Left(int state) =>
            (state < Cell.Inputs ? _layout.Input(state) : _layout.Combiner(state - Cell.Inputs)).MidX;
    }

    private void DrawBoxes(Pen pen, int block)
    {
        var (a, b) = _layout.Operations(block);
        var told = cell.Blocks[block];
        Box(pen, a, told.OperationA.Title, NetworkColours.Of(told.OperationA.Kind));
        Box(pen, b, told.OperationB.Title, NetworkColours.Of(told.OperationB.Kind));
        var combiner = _layout.Combiner(block);
        var isSum = told.Combiner == CellCombiner.Addition;
        Box(pen, combiner, isSum ? "add" : "concat", isSum ? NetworkColours.Addition : NetworkColours.Concatenation);
        pen.Text(
            (block + 1).ToString(CultureInfo.InvariantCulture), combiner.Left - 8, combiner.MidY, 10.5f,
            Palette.QuietInk);
    }

    private static SKColor ColourOf(int state) => state < Cell.Inputs ? InputLines[state] : BlockLine;

    private static void Box(Pen pen, SKRect area, string text, SKColor fill, bool strong = false)
    {
        pen.RoundedBox(area, 5, fill, NetworkColours.Edge);
        pen.Indexed(text, area.MidX, area.MidY, TextSize, Palette.DarkInk, strong);
    }
}

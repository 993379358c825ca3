using Pathwise.ArchitectureSearch.Cells;
using SkiaSharp;

namespace Pathwise.Figures.Drawing.Networks;

/// <summary>Where the parts of a cell lie: inputs at the bottom, blocks in rows above what they take, the output at the
/// top, as in the paper's Figure 4.</summary>
/// <remarks>A block is two operations side by side and its combiner above them. A block's row is one above the highest
/// block that it takes. Lines that pass a row go through the gaps between its blocks.</remarks>
internal sealed class CellLayout
{
    public const float BoxWidth = 92, BoxHeight = 28;

    private const float InnerGap = 10, BlockGap = 54, CombinerGap = 22, RowGap = 62, Margin = 40;
    private const float BlockWidth = (2 * BoxWidth) + InnerGap, BlockHeight = (2 * BoxHeight) + CombinerGap;

    private readonly Cell _cell;
    private readonly int[] _rows;                 // of each block, from 1
    private readonly int[][] _order;              // blocks of each row, from the left
    private readonly SKPoint[] _states;           // where each state's line begins
    private readonly Dictionary<(int Row, int Gap), int> _lanes = [];

    public CellLayout(Cell cell)
    {
        _cell = cell;
        _rows = new int[cell.Blocks.Length];
        for (var i = 0; i < _rows.Length; i++)
            _rows[i] = 1 + Math.Max(RowOf(cell.Blocks[i].InputA), RowOf(cell.Blocks[i].InputB));
        var widest = _rows.GroupBy(row => row).Max(row => row.Count());
        Width = Math.Max((widest * BlockWidth) + ((widest - 1) * BlockGap), 3 * BoxWidth) + (2 * (Margin + BlockGap));
        Height = BoxHeight + ((BlockHeight + RowGap) * _rows.Max()) + RowGap + BoxHeight + CombinerGap + BoxHeight;
        _states = new SKPoint[cell.Blocks.Length + Cell.Inputs];
        _states[1] = new(Width * 0.36f, Height - BoxHeight);
        _states[0] = new(Width * 0.64f, Height - BoxHeight);
        _order = [.. Enumerable.Range(1, _rows.Max()).Select(Ordered)];
    }

    public float Width { get; }

    public float Height { get; }

    public SKRect Concatenation => Box(Width / 2, BoxHeight + CombinerGap, wide: true);

    public SKRect Output => Box(Width / 2, 0);

    public SKRect Input(int state) => Box(_states[state].X, Height - BoxHeight);

    public SKRect Combiner(int block) => Box(_states[block + Cell.Inputs].X, _states[block + Cell.Inputs].Y);

    /// <summary>The boxes of a block's operations, the one whose input lies further left first.</summary>
    public (SKRect A, SKRect B) Operations(int block)
    {
        var (x, top) = (_states[block + Cell.Inputs].X, _states[block + Cell.Inputs].Y + BoxHeight + CombinerGap);
        var (left, right) = (Box(x - ((BoxWidth + InnerGap) / 2), top), Box(x + ((BoxWidth + InnerGap) / 2), top));
        return _states[_cell.Blocks[block].InputA].X <= _states[_cell.Blocks[block].InputB].X
            ? (left, right)
            : (right, left);
    }

    /// <summary>The points of a line from a state up to a box, through the gaps of the rows between.</summary>
    /// <param name="state">Where it begins.</param>
    /// <param name="box">The box, into whose lower edge it runs.</param>
    /// <param name="row">The box's row; one above the last for the output.</param>
    /// <param name="share">Where it meets the edge, from 0 at the left to 1.</param>
    public SKPoint[] Route(int state, SKRect box, int row, float share)
    {
        var points = new List<SKPoint> { _states[state] };
        SKPoint end = new(box.Left + (share * box.Width), box.Bottom);
        for (var passed = RowOf(state) + 1; passed < row; passed++)
        {
            var wish = points[^1].X + ((end.X - points[^1].X) * 0.5f);
            var x = Lane(passed, wish);
            var top = TopOf(passed);
            points.Add(new(x, top + BlockHeight + 12));
            points.Add(new(x, top - 12));
        }

        points.Add(end);
        return [.. points];
    }

    public int RowOf(int state) => state < Cell.Inputs ? 0 : _rows[state - Cell.Inputs];

    public int Rows => _order.Length;

    private float TopOf(int row) => Height - BoxHeight - (row * (BlockHeight + RowGap));

    /// <summary>Places the blocks of a row by where their inputs lie.</summary>
    private int[] Ordered(int row)
    {
        int[] blocks =
        [
            .. Enumerable.Range(0, _rows.Length).Where(block => _rows[block] == row)
                .OrderBy(block => _states[_cell.Blocks[block].InputA].X + _states[_cell.Blocks[block].InputB].X)
                .ThenBy(block => block),
        ];
        var left = (Width - (blocks.Length * BlockWidth) - ((blocks.Length - 1) * BlockGap)) / 2;
        for (var i = 0; i < blocks.Length; i++)
            _states[blocks[i] + Cell.Inputs] = new(left + (i * (BlockWidth + BlockGap)) + (BlockWidth / 2), TopOf(row));
        return blocks;
    }

    /// <summary>The place in the gap of a row that is nearest to a wish; lines in one gap lie beside each
    /// other.</summary>
    private float Lane(int row, float wish)
    {
        var blocks = _order[row - 1];
        var gaps = new float[blocks.Length + 1];
        for (var i = 0; i < blocks.Length; i++)
        {
            var x = _states[blocks[i] + Cell.Inputs].X;
            gaps[i] = x - ((BlockWidth + BlockGap) / 2);
            gaps[i + 1] = x + ((BlockWidth + BlockGap) / 2);
        }

        var gap = Enumerable.Range(0, gaps.Length).MinBy(i => Math.Abs(gaps[i] - wish));
        var used = _lanes.GetValueOrDefault((row, gap));
        _lanes[(row, gap)] = used + 1;
        return gaps[gap] + ((used % 2 == 0 ? 1 : -1) * ((used + 1) / 2) * 9f);
    }

    private static SKRect Box(float x, float top, bool wide = false)
    {
        var width = wide ? 1.5f * BoxWidth : BoxWidth;
        return SKRect.Create(x - (width / 2), top, width, BoxHeight);
    }
}

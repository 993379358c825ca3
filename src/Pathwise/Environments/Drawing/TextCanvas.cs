using System.Text;

namespace Pathwise.Environments.Drawing;

/// <summary>Draws a frame with characters, for a terminal: Braille patterns, 2 × 4 dots in each cell,
/// and letters for text.</summary>
/// <remarks>The view is fitted into the grid and centred; dots are taken as square.
/// A cell has the ink that was last drawn in it.</remarks>
public sealed class TextCanvas : ICanvas
{
    private const int DotsAcross = 2, DotsDown = 4;
    private const char NoDots = '\u2800';

    private readonly bool[] _dots;
    private readonly Ink[] _inks;
    private readonly char[] _letters;
    private double _left, _top, _scale = 1, _marginX, _marginY;

    /// <inheritdoc cref="TextCanvas"/>
    /// <param name="columns">Characters in a row, ≥ 1.</param>
    /// <param name="rows">Rows, ≥ 1.</param>
    public TextCanvas(int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        (Columns, Rows) = (columns, rows);
        _dots = new bool[columns * DotsAcross * rows * DotsDown];
        (_inks, _letters) = (new Ink[columns * rows], new char[columns * rows]);
    }

    /// <summary>Characters in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of characters.</summary>
    public int Rows { get; }

    private int Width => Columns * DotsAcross;

    private int Height => Rows * DotsDown;

    /// <summary>The character of a cell; a space where nothing is drawn.</summary>
    /// <param name="column">From the left, 0-based.</param>
    /// <param name="row">From the top, 0-based.</param>
    public char this[int column, int row]
    {
        get
        {
            if (_letters[(row * Columns) + column] is not '\0' and var letter) return letter;
            var pattern = NoDots;
            for (var y = 0; y < DotsDown; y++)
                for (var x = 0; x < DotsAcross; x++)
                    if (_dots[(((row * DotsDown) + y) * Width) + (column * DotsAcross) + x])
                        pattern |= (char)BrailleBit(x, y);
            return pattern == NoDots ? ' ' : pattern;
        }
    }

    /// <summary>The ink of a cell; <see cref="Ink.Paper"/> where nothing is drawn.</summary>
    /// <param name="column">From the left, 0-based.</param>
    /// <param name="row">From the top, 0-based.</param>
    public Ink InkAt(int column, int row) => _inks[(row * Columns) + column];

    /// <inheritdoc/>
    public void View(double left, double bottom, double right, double top)
    {
        Array.Clear(_dots);
        Array.Clear(_inks);
        Array.Clear(_letters);
        (_left, _top) = (left, top);
        _scale = Math.Min(Width / (right - left), Height / (top - bottom));
        (_marginX, _marginY) = ((Width - ((right - left) * _scale)) / 2, (Height - ((top - bottom) * _scale)) / 2);
    }

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<Point> points, double width, Ink ink)
    {
        var reach = Math.Max(width * _scale / 2, 0.5);      // a line is at least one dot thick
        for (var i = 1; i < points.Length; i++)
        {
            var (a, b) = (Dot(points[i - 1]), Dot(points[i]));
            Fill(
                Math.Min(a.X, b.X) - reach, Math.Min(a.Y, b.Y) - reach,
                Math.Max(a.X, b.X) + reach, Math.Max(a.Y, b.Y) + reach,
                ink, (x, y) => DistanceToSegment(x, y, a, b) <= reach);
        }
    }

    /// <inheritdoc/>
    public void Polygon(ReadOnlySpan<Point> corners, Ink ink)
    {
        var dots = new Point[corners.Length];
        for (var i = 0; i < dots.Length; i++) dots[i] = Dot(corners[i]);
        Fill(dots.Min(dot => dot.X), dots.Min(dot => dot.Y), dots.Max(dot => dot.X), dots.Max(dot => dot.Y),
            ink, (x, y) => IsInside(x, y, dots));
    }

    /// <inheritdoc/>
    public void Circle(Point centre, double radius, Ink ink)
    {
        var (dot, reach) = (Dot(centre), Math.Max(radius * _scale, 0.75));
        Fill(dot.X - reach, dot.Y - reach, dot.X + reach, dot.Y + reach,
            ink, (x, y) => Math.Sqrt(((x - dot.X) * (x - dot.X)) + ((y - dot.Y) * (y - dot.Y))) <= reach);
    }

    /// <inheritdoc/>
    public void Text(Point centre, double height, string text, Ink ink)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = Dot(centre);
        var row = (int)Math.Floor(dot.Y / DotsDown);
        var first = (int)Math.Floor((dot.X / DotsAcross) - (text.Length / 2.0) + 0.5);
        for (var i = 0; i < text.Length; i++)
            if (row >= 0 && row < Rows && first + i >= 0 && first + i < Columns)
                (_letters[(row * Columns) + first + i], _inks[(row * Columns) + first + i]) = (text[i], ink);
    }

    /// <summary>The rows, each ended by a line feed, without the spaces at their ends.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var line = new char[Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++) line[column] = this[column, row];
            text.Append(line.AsSpan().TrimEnd(' ')).Append('\n');
        }

        return text.ToString();
    }

    private Point Dot(Point point) =>
        new(_marginX + ((point.X - _left) * _scale), _marginY + ((_top - point.Y) * _scale));

    /// <summary>Sets the dots of a rectangle whose middles a shape covers; paper clears them.</summary>
    private void Fill(double left, double top, double right, double bottom, Ink ink, Func<double, double, bool> covers)
    {
        for (var y = Math.Max(0, (int)top); y < Math.Min(Height, bottom + 1); y++)
            for (var x = Math.Max(0, (int)left); x < Math.Min(Width, right + 1); x++)
                if (covers(x + 0.5, y + 0.5))
                {
                    var cell = (y / DotsDown * Columns) + (x / DotsAcross);
                    _dots[(y * Width) + x] = ink != Ink.Paper;
                    (_inks[cell], _letters[cell]) = (ink == Ink.Paper ? _inks[cell] : ink, '\0');
                }
    }

    private static double DistanceToSegment(double x, double y, Point a, Point b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = (dx * dx) + (dy * dy);
        var along = length == 0 ? 0 : Math.Clamp((((x - a.X) * dx) + ((y - a.Y) * dy)) / length, 0, 1);
        var (offX, offY) = (x - a.X - (along * dx), y - a.Y - (along * dy));
        return Math.Sqrt((offX * offX) + (offY * offY));
    }

    /// <summary>Whether a ray from the point crosses the outline an odd number of times.</summary>
    private static bool IsInside(double x, double y, Point[] corners)
    {
        var inside = false;
        for (var (i, j) = (0, corners.Length - 1); i < corners.Length; j = i++)
            if (corners[i].Y > y != corners[j].Y > y
                && x <
                    ((corners[j].X - corners[i].X) * (y - corners[i].Y) / (corners[j].Y - corners[i].Y)) + corners[i].X)
                inside = !inside;
        return inside;
    }

    /// <summary>Unicode numbers the dots of a Braille pattern down the columns,
    /// with the lowest row added later.</summary>
    private static int BrailleBit(int x, int y) => y == DotsDown - 1 ? 0x40 << x : 1 << (y + (3 * x));
}

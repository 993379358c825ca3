using System.Globalization;
using Pathwise.Randomness;

namespace Pathwise.Environments.ToyText;

/// <summary>A lake: rows of cells, each a start <c>S</c>, frozen <c>F</c>, a hole <c>H</c> or a goal
/// <c>G</c>.</summary>
/// <remarks>
/// <para>Written <c>4x4</c> or <c>8x8</c> for Gymnasium's own, or row by row with slashes between:
/// <c>SFFF/FHFH/FFFH/HFFG</c>.</para>
/// <para>With several starts, each is equally likely. Immutable; maps are equal when their rows are.</para>
/// </remarks>
public sealed record FrozenLakeMap
{
    /// <summary>The values that a map can be written with, in words.</summary>
    internal const string Allowed = "4x4, 8x8, or rows: SFF/FHG";

    private static readonly (string Name, string Rows)[] Named =
    [
        ("4x4", "SFFF/FHFH/FFFH/HFFG"),
        ("8x8", "SFFFFFFF/FFFFFFFF/FFFHFFFF/FFFFFHFF/FFFHFFFF/FHHFFFHF/FHFFHFHF/FFFHFFFG"),
    ];

    private readonly string _text;

    private FrozenLakeMap(string text, GridLayout grid) => (_text, Grid) = (text, grid);

    /// <summary>Gymnasium's 4×4.</summary>
    public static FrozenLakeMap FourByFour { get; } = Parse("4x4");

    /// <summary>Gymnasium's 8×8.</summary>
    public static FrozenLakeMap EightByEight { get; } = Parse("8x8");

    /// <summary>The cells.</summary>
    public GridLayout Grid { get; }

    /// <summary>Reads a map.</summary>
    /// <param name="text"><c>4x4</c>, <c>8x8</c>, or rows with slashes between.</param>
    /// <exception cref="BadInputException">It is no map, or from a start no goal can be reached.</exception>
    public static FrozenLakeMap Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var written = Array.Find(Named, map => map.Name == text).Rows ?? text;
        var rows = written.Split('/');
        if (Array.FindIndex(rows, row => row.AsSpan().ContainsAnyExcept("SFHG")) is >= 0 and var strange)
            throw new BadInputException(
                $"Row {strange + 1} of the lake's map is '{rows[strange]}'; a map is 4x4, 8x8, or rows of the letters "
                + "S (start), F (frozen), H (hole) and G (goal) with slashes between, such as SFF/FHG.");
        if (Array.FindIndex(rows, row => row.Length != rows[0].Length || row.Length == 0) is >= 0 and var uneven)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"Row {uneven + 1} of the lake's map has {rows[uneven].Length} cells, the first one {rows[0].Length}; "
                + $"rows must be of the same length, at least 1."));
        foreach (var (letter, meaning) in new[] { ('S', "start"), ('G', "goal") })
            if (!written.Contains(letter))
                throw new BadInputException($"The lake's map has no {meaning}; one of its cells must be {letter}.");

        var grid = new GridLayout(rows);
        for (var cell = 0; cell < grid.Count; cell++)
            if (grid[cell] == 'S' && !IsGoalReachable(grid, cell))
                throw new BadInputException(
                    $"No goal can be reached from the start in row {(cell / grid.Width) + 1}, column "
                    + $"{(cell % grid.Width) + 1} of the lake's map; holes are in the way.");
        return new(Array.Find(Named, map => map.Rows == written).Name ?? written, grid);
    }

    /// <summary>A square lake with holes at random, from the upper left corner to the lower right one: drawn again
    /// until there is a way. Gymnasium's <c>generate_random_map(size, p, seed)</c>.</summary>
    /// <param name="size">Rows and columns, ≥ 2.</param>
    /// <param name="frozen">p, the probability that a cell is frozen, in (0, 1]. If it is so low that there is hardly
    /// ever a way, this takes hardly ever an end.</param>
    /// <param name="rng">The stream to draw from; <c>new Rng(seed)</c> gives Gymnasium's map of that seed.</param>
    public static FrozenLakeMap Random(int size, double frozen, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        if (!(frozen is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(frozen), frozen, "A probability, above 0.");
        var cells = new char[size][];
        var share = frozen / (frozen + (1 - frozen));
        while (true)
        {
            for (var row = 0; row < size; row++)
            {
                cells[row] = new char[size];
                for (var column = 0; column < size; column++)
                    cells[row][column] = rng.NextDouble() < share ? 'F' : 'H';
            }

            (cells[0][0], cells[^1][^1]) = ('S', 'G');
            string[] rows = [.. cells.Select(row => new string(row))];
            if (IsGoalReachable(new(rows), start: 0)) return Parse(string.Join('/', rows));
        }
    }

    /// <inheritdoc/>
    public bool Equals(FrozenLakeMap? other) => _text == other?._text;

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary><c>4x4</c>, <c>8x8</c>, or the rows.</summary>
    public override string ToString() => _text;

    private static bool IsGoalReachable(GridLayout grid, int start)
    {
        var (seen, open) = (new bool[grid.Count], new Stack<int>([start]));
        while (open.TryPop(out var cell))
        {
            if (grid[cell] == 'G') return true;
            if (grid[cell] == 'H' || seen[cell]) continue;
            seen[cell] = true;
            foreach (var (down, right) in GridSteps.LeftDownRightUp) open.Push(grid.Move(cell, down, right));
        }

        return false;
    }
}

using System.Numerics;

namespace Pathwise.Environments.MinAtar;

/// <summary>Writes what is seen of the grid: for each cell, row by row, a number for each channel, 1 where something
/// of that kind is and 0 elsewhere.</summary>
internal readonly ref struct GridMarks
{
    private readonly Span<float> _cells;
    private readonly int _channels;

    /// <inheritdoc cref="GridMarks"/>
    /// <param name="observation">Receives it, [100 · channels]; all 0 at first.</param>
    /// <param name="channels">Numbers a cell.</param>
    public GridMarks(Span<float> observation, int channels)
    {
        observation.Clear();
        _cells = observation;
        _channels = channels;
    }

    /// <summary>What an observation of so many channels can be.</summary>
    public static Box Space(int channels) => new(0, 1, Board.Cells * channels);

    /// <summary>Marks a cell.</summary>
    public void Set(int channel, int row, int column) =>
        _cells[(((row * Board.Size) + column) * _channels) + channel] = 1;

    /// <summary>Marks a cell if it is on the grid, and nothing if it is beside it.</summary>
    public void SetIfInside(int channel, int row, int column)
    {
        if ((uint)column < Board.Size) Set(channel, row, column);
    }

    /// <summary>Marks the cells of a board.</summary>
    public void Set(int channel, Board board) => Set(channel, channel, board);

    /// <summary>Marks the cells of a board in two channels.</summary>
    public void Set(int channel, int another, Board board)
    {
        Set(channel, another, board.Upper, _cells[..(_cells.Length / 2)]);
        Set(channel, another, board.Lower, _cells[(_cells.Length / 2)..]);
    }

    private void Set(int channel, int another, ulong half, Span<float> cells)
    {
        for (; half != 0; half &= half - 1)
        {
            var cell = BitOperations.TrailingZeroCount(half) * _channels;
            cells[cell + channel] = cells[cell + another] = 1;
        }
    }
}

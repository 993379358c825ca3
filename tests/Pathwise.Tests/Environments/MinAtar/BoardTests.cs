using Pathwise.Environments.MinAtar;
using Pathwise.Randomness;

namespace Pathwise.Tests.Environments.MinAtar;

/// <summary>Boards against sets of cells.</summary>
public sealed class BoardTests
{
    public static TheoryData<string> Shifts => ["up", "down", "left", "right", "rolled down"];

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Cells_are_shifted_one_by_one(string shift)
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var cells = Some(seed);
            var (board, moved) = shift switch
            {
                "up" => (Of(cells).ShiftedUp, cells.Select(cell => (Row: cell.Row - 1, cell.Column))),
                "down" => (Of(cells).ShiftedDown, cells.Select(cell => (Row: cell.Row + 1, cell.Column))),
                "left" => (Of(cells).ShiftedLeft, cells.Select(cell => (cell.Row, Column: cell.Column - 1))),
                "right" => (Of(cells).ShiftedRight, cells.Select(cell => (cell.Row, Column: cell.Column + 1))),
                _ => (Of(cells).RolledDown, cells.Select(cell => (Row: (cell.Row + 1) % 10, cell.Column))),
            };
            Assert.Equal(Of(moved.Where(cell => cell is { Row: >= 0 and < 10, Column: >= 0 and < 10 })), board);
        }
    }

    [Fact]
    public void What_is_asked_of_a_board_is_what_its_cells_say()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var cells = Some(seed);
            var board = Of(cells);
            Assert.Equal(cells.Count, board.Count);
            Assert.Equal(cells.Count == 0, board.IsEmpty);
            Assert.Equal(cells.Any(cell => cell.Column == 0), board.TouchesLeft);
            Assert.Equal(cells.Any(cell => cell.Column == 9), board.TouchesRight);
            Assert.Equal(cells.Any(cell => cell.Row == 9), board.TouchesBottom);
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal(cells.Any(cell => cell.Row == i), board.TouchesRow(i));
                Assert.Equal(
                    cells.Where(cell => cell.Column == i).Select(cell => cell.Row).DefaultIfEmpty(-1).Max(),
                    board.LowestIn(i));
            }
        }
    }

    [Fact]
    public void Boards_are_joined_met_and_subtracted_as_sets()
    {
        var (one, other) = (Some(1), Some(2));
        Assert.Equal(Of(one.Union(other)), Of(one) | Of(other));
        Assert.Equal(Of(one.Intersect(other)), Of(one) & Of(other));
        Assert.Equal(Of(one.Except(other)), Of(one) - Of(other));
        Assert.Equal(24, Board.Rectangle(0..4, 2..8).Count);
        Assert.True(Board.Rectangle(0..4, 2..8).Contains(3, 7));
        Assert.False(Board.Rectangle(0..4, 2..8).Contains(4, 7));
    }

    private static HashSet<(int Row, int Column)> Some(ulong seed)
    {
        var rng = new Rng(seed);
        var count = rng.NextInt32(60);
        var cells = new HashSet<(int, int)>();
        for (var i = 0; i < count; i++) cells.Add((rng.NextInt32(10), rng.NextInt32(10)));
        return cells;
    }

    private static Board Of(IEnumerable<(int Row, int Column)> cells) =>
        cells.Aggregate(default(Board), (board, cell) => board | Board.Of(cell.Row, cell.Column));
}

using Pathwise.ArchitectureSearch.Cells;
using Pathwise.ArchitectureSearch.Published;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Cells;

public sealed class CellTests
{
    [Fact]
    public void A_text_is_read_back() => Assert.All(
        [
            "sep5@0+sep3@1,id@0++avg3@2", "sep5@0+sep3@1=0.2", NasNetA.Cells.Normal.ToString(), NasNetA.Cells.Reduction.ToString(),
        ],
        text => Assert.Equal(text, Cell.Parse(text).ToString()));

    [Fact]
    public void What_no_block_takes_is_the_output_unless_told()
    {
        Assert.Equal([1, 3], Cell.Parse("id@0+id@0,sep3@2+id@2").Outputs);
        Assert.Equal(Cell.Parse("id@0+id@0,sep3@2+id@2"), Cell.Parse("id@0+id@0,sep3@2+id@2=3.1"));
        Assert.NotEqual(Cell.Parse("id@0+id@0"), Cell.Parse("id@0+id@0=2"));
        Assert.Equal([6], Cell.Unused(NasNetA.Cells.Reduction.Blocks).Where(state => state == 6));
    }

    /// <summary>The released lists are not what the paper's rule gives: by it 5 and 3 states would be concatenated.</summary>
    [Fact]
    public void Nasnet_a_concatenates_more_than_the_rule()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6], NasNetA.Cells.Normal.Outputs);
        Assert.Equal([2, 3, 4, 5, 6], Cell.Unused(NasNetA.Cells.Normal.Blocks));
        Assert.Equal([3, 4, 5, 6], NasNetA.Cells.Reduction.Outputs);
        Assert.Equal([4, 5, 6], Cell.Unused(NasNetA.Cells.Reduction.Blocks));
    }

    [Theory]
    [InlineData("sep5@0+sep3@2", "Block 1 takes state 2, block 1, which comes later; it can take states from 0 to 1")]
    [InlineData("id@0+id@1,id@5+id@0", "Block 2 takes state 5, block 4, which comes later")]
    [InlineData("sep4@0+sep3@1", "'sep4'")]
    [InlineData("sep3@0", "is no block")]
    [InlineData("sep3+sep3", "is no block")]
    [InlineData("sep3@x+sep3@0", "'x'")]
    [InlineData("", "is no block")]
    [InlineData("id@0+id@0=3", "states from 0 to 2")]
    [InlineData("id@0+id@0=1.1", "each once")]
    [InlineData("id@0+id@0=1=2", "two lists")]
    public void What_is_no_cell_is_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<BadInputException>(() => Cell.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pair_says_which_cell_is_wrong() => Assert.StartsWith("In the reduction cell: Block 1 takes",
        Assert.Throws<BadInputException>(() => CellPair.Parse("id@0+id@1/id@0+id@7")).Message, StringComparison.Ordinal);

    [Fact]
    public void Isomorphic_cells_are_one()
    {
        var rng = new Rng(3);
        for (var i = 0; i < 300; i++)
        {
            var cell = RandomCell(5, ref rng);
            var other = Reordered(cell, ref rng);
            Assert.Equal(CellIsomorphism.Canonical(cell), CellIsomorphism.Canonical(other));
            Assert.Equal(CellIsomorphism.Canonical(cell), CellIsomorphism.Canonical(CellIsomorphism.Canonical(cell)));
        }
    }

    [Theory]
    [InlineData("sep3@0+id@1,id@2+id@2", "sep3@0+id@1,id@2+id@0")]
    [InlineData("sep3@0+id@1", "sep3@1+id@0")]
    [InlineData("sep3@0+id@1", "sep3@0++id@1")]
    [InlineData("sep3@0+id@1", "sep3@0+id@1=1.2")]
    [InlineData("id@0+id@1,id@0+id@1,id@2+id@3", "id@0+id@1,id@0+id@1,id@2+id@2")]     // twins have weights of their own
    public void Others_are_not(string one, string other) => Assert.NotEqual(
        CellIsomorphism.Canonical(Cell.Parse(one)), CellIsomorphism.Canonical(Cell.Parse(other)));

    /// <summary>Cells of two blocks of three operations, counted a second way: as the orbits of all reorderings.</summary>
    [Fact]
    public void As_many_classes_are_told_apart_as_there_are_orbits()
    {
        var operations = CellOperation.All.AsSpan(9, 3).ToArray();
        var sides = from input in Enumerable.Range(0, 3) from operation in operations select (input, operation);
        var blocks = (from a in sides from b in sides
                      select new CellBlock(a.input, b.input, a.operation, b.operation, CellCombiner.Addition)).ToArray();
        var cells = (from first in blocks.Where(block => block is { InputA: < 2, InputB: < 2 })
                     from second in blocks
                     select new Cell([first, second])).ToArray();
        var classes = cells.Select(cell => CellIsomorphism.Canonical(cell).ToString()).Distinct().Count();

        // 6 sides without block 1, 9 with it: 21 first blocks and 45 second ones as unordered pairs. Where the second
        // takes block 1 (45 − 21 = 24 ways) all differ; where it does not, two blocks of 21 kinds in either order.
        Assert.Equal((21 * 24) + (21 * 22 / 2), classes);
    }

    private static Cell RandomCell(int blocks, ref Rng rng)
    {
        var list = new List<CellBlock>();
        for (var i = 0; i < blocks; i++)
            list.Add(new(
                rng.NextInt32(i + 2), rng.NextInt32(i + 2), CellOperation.All[rng.NextInt32(3)], CellOperation.All[rng.NextInt32(3)],
                (CellCombiner)rng.NextInt32(2)));
        return new(list);
    }

    /// <summary>The same cell with sides swapped by chance and blocks in another order that is allowed.</summary>
    private static Cell Reordered(Cell cell, ref Rng rng)
    {
        var (places, order) = (new Dictionary<int, int> { [0] = 0, [1] = 1 }, new List<CellBlock>());
        while (order.Count < cell.Blocks.Length)
        {
            var next = rng.NextInt32(cell.Blocks.Length);
            var block = cell.Blocks[next];
            if (places.ContainsKey(next + 2) || !places.TryGetValue(block.InputA, out var a) || !places.TryGetValue(block.InputB, out var b))
                continue;
            places[next + 2] = order.Count + 2;
            order.Add(rng.NextInt32(2) == 0
                ? new(a, b, block.OperationA, block.OperationB, block.Combiner)
                : new(b, a, block.OperationB, block.OperationA, block.Combiner));
        }

        return new(order, cell.Outputs.Select(output => places[output]));
    }
}

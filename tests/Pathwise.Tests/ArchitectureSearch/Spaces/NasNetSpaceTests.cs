using System.Numerics;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Cells;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch.Spaces;

public sealed class NasNetSpaceTests
{
    private static readonly NasNetSpace Space = new();

    [Fact]
    public void It_has_50_choices_and_720_squared_times_338_to_the_fifth_cells()
    {
        var cells = BigInteger.Pow(720, 2) * BigInteger.Pow(338, 5);      // ∏ (i + 2)² · 13² · 2
        Assert.Equal(50, Space.Decisions.Count);
        Assert.Equal(cells * cells, Space.Count());
        Assert.InRange((double)Space.Count(), 5.225e36, 5.235e36);        // the printed 5.23e36
    }

    [Fact]
    public void One_block_makes_702_cells()
    {
        var space = new NasNetSpace(blocks: 1);
        var rest = new int[5];
        var cells = from a in Enumerable.Range(0, 2) from b in Enumerable.Range(0, 2)
                    from x in Enumerable.Range(0, 13) from y in Enumerable.Range(0, 13) from c in Enumerable.Range(0, 2)
                    select space.Canonical([a, b, x, y, c, .. rest]);
        Assert.Equal(26 * 27 / 2 * 2, cells.Distinct().Count());           // unordered pairs of 26 sides, two combiners
    }

    [Fact]
    public void A_block_can_take_what_came_before_it()
    {
        Assert.Equal(["h_i", "h_{i-1}"], Space.Decisions[0].Options);
        Assert.Equal(["h_i", "h_{i-1}", "block 1", "block 2"], Space.Decisions[10].Options);
        Assert.Equal("reduction block 5 combiner", Space.Decisions[^1].Name);
        Assert.Equal(13, Space.Decisions[2].Count);
    }

    [Fact]
    public void A_text_of_a_later_block_or_of_other_outputs_is_refused()
    {
        const string Cell = "id@0+id@1,id@0+id@1,id@0+id@1,id@0+id@1,id@0+id@1";
        AssertRefused("In the normal cell: Block 2 takes state 3, block 2, which comes later", $"id@0+id@1,id@3+id@0/{Cell}");
        AssertRefused("The reduction cell has 1 blocks", $"{Cell}/id@0+id@1");
        AssertRefused("other states than those that no block takes", $"{Cell}=2.3/{Cell}");
        AssertRefused("with a slash between", Cell);
    }

    [Fact]
    public void Swapped_sides_are_the_same_network() => Assert.Equal(
        Genotype.Parse(Space, "sep3@0+id@1,sep5@2+id@0,id@0+id@1,id@0+id@1,id@0+id@1/id@0+id@1,id@0+id@1,id@0+id@1,id@0+id@1,id@0+id@1")
            .Canonical(),
        Genotype.Parse(Space, "id@0+id@1,id@1+id@0,id@1+sep3@0,id@0+sep5@4,id@0+id@1/id@0+id@1,id@0+id@1,id@0+id@1,id@0+id@1,id@0+id@1")
            .Canonical());

    [Fact]
    public void Every_architecture_is_a_network_of_the_size_that_was_asked_for()
    {
        var rng = new Rng(5);
        for (var i = 0; i < 20; i++)
        {
            var genotype = Space.Sample(ref rng);
            var blueprint = genotype.ToBlueprint(new() { Height = 8, Channels = 1, Repeats = 1, Filters = 3, Classes = 7, DropPath = 0.2 });
            Assert.Equal(new TensorShape(1, 8, 8), blueprint.Input);
            Assert.Equal(TensorShape.Vector(7), blueprint.Output);
            Assert.Equal(2, blueprint.Nodes.Last(node => node.Stage == "cell 3").Shape.Height);
            Assert.Equal(genotype.ToString(), blueprint.Name);
        }
    }

    /// <summary>Isomorphic cells cost the same: what is told in another order has as many weights.</summary>
    [Fact]
    public void The_canonical_form_costs_the_same()
    {
        var rng = new Rng(11);
        for (var i = 0; i < 10; i++)
        {
            var cells = Space.CellsOf(Space.Sample(ref rng).Choices.AsSpan());
            var options = new BlueprintOptions { Repeats = 1, Filters = 4 };
            var (one, other) = (Cost(cells), Cost(cells.Canonical()));
            Assert.Equal((one.Parameters, one.MultiplyAdds), (other.Parameters, other.MultiplyAdds));

            NetworkCost Cost(CellPair pair) => CostModel.Of(NasNetSpace.ToBlueprint(pair, options));
        }
    }

    private static void AssertRefused(string said, string text) => Assert.Contains(
        said, Assert.Throws<BadInputException>(() => Genotype.Parse(Space, text)).Message, StringComparison.Ordinal);
}

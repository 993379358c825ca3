using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Spaces;

namespace Pathwise.Tests.ArchitectureSearch.Spaces;

public sealed class NasBench201SpaceTests
{
    private static readonly NasBench201Space Space = new();

    /// <summary>The paper's classes, and the same cells in each: the table has a number for every class.</summary>
    [Fact]
    public void The_15625_cells_are_in_the_6466_classes_of_the_table()
    {
        var table = NasBench201Table.Load();
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<int>();
        for (var row = 0; row < NasBench201Table.Count; row++)
        {
            var canonical = Space.Canonical(Space.Read(table.OperationsOf(row)));
            if (!classes.TryGetValue(canonical, out var told)) classes[canonical] = told = table.Classes[row];
            Assert.Equal(told, table.Classes[row]);
            seen.Add(told);
        }

        Assert.Equal(15_625, Space.Count());
        Assert.Equal(6_466, classes.Count);
        Assert.Equal(6_466, seen.Count);
    }

    /// <summary>Every 50th cell of the table, counted anew.</summary>
    [Fact]
    public void Parameters_and_multiply_adds_are_those_of_the_table()
    {
        var table = NasBench201Table.Load();
        for (var row = 0; row < NasBench201Table.Count; row += 50)
        {
            var cost = CostModel.Of(Genotype.Parse(Space, table.OperationsOf(row)).ToBlueprint());
            Assert.Equal(table.Parameters[row], cost.Parameters);
            Assert.Equal(table.MultiplyAdds[row], cost.MultiplyAdds + cost.BiasAdditions);      // the table counts the last bias
        }
    }

    [Fact]
    public void It_is_written_as_its_authors_write_it()
    {
        const string Text = "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
        var genotype = Genotype.Parse(Space, "421211");
        Assert.Equal($"nasbench201:{Text}", genotype.ToString());
        Assert.Equal(genotype, Genotype.Parse(Space, Text));
        Assert.Equal("edge from 2 to 3", Space.Decisions[5].Name);
    }

    [Theory]
    [InlineData("|none~0|+|none~0|none~1|", "three nodes")]
    [InlineData("|none~0|none~1|+|none~0|none~1|+|none~0|none~1|none~2|", "Node 1 of the cell refers to node 1, which comes later")]
    [InlineData("|none~0|+|none~0|+|none~0|none~1|none~2|", "Node 2 of the cell")]
    [InlineData("|none~0|+|none~1|none~0|+|none~0|none~1|none~2|", "in order")]
    [InlineData("|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|", "'conv' cannot be chosen")]
    [InlineData("421215", "six digits")]
    public void What_is_no_cell_is_refused(string text, string said) =>
        Assert.Contains(said, Assert.Throws<BadInputException>(() => Space.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Odd_sizes_fit()
    {
        var blueprint = Genotype.Parse(Space, "333333").ToBlueprint(new() { Height = 7, Repeats = 1, Filters = 2 });
        Assert.Equal(2, blueprint.Nodes.Last(node => node.Stage == "cell 3").Shape.Height);      // 7, 4, 2
    }
}

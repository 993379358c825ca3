using Pathwise.Environments;
using Pathwise.Environments.ToyText;

namespace Pathwise.Tests.Environments;

public sealed class FrozenLakeMapTests
{
    [Theory]
    [InlineData("4x4", 4, 4)]
    [InlineData("8x8", 8, 8)]
    [InlineData("SFF/FHG", 3, 2)]
    [InlineData("SG", 2, 1)]
    public void A_map_is_read_and_written(string text, int width, int height)
    {
        var map = FrozenLakeMap.Parse(text);
        Assert.Equal((width, height, text), (map.Grid.Width, map.Grid.Height, map.ToString()));
        Assert.Equal(map, FrozenLakeMap.Parse(string.Join('/', map.Grid.Rows)));
    }

    [Theory]
    [InlineData("5x5", "Row 1 of the lake's map is '5x5'; a map is 4x4, 8x8, or rows of the letters S (start), F (frozen), "
        + "H (hole) and G (goal) with slashes between, such as SFF/FHG.")]
    [InlineData("SFF/FG", "Row 2 of the lake's map has 2 cells, the first one 3; rows must be of the same length, at least 1.")]
    [InlineData("", "Row 1 of the lake's map has 0 cells, the first one 0; rows must be of the same length, at least 1.")]
    [InlineData("FFF/FFG", "The lake's map has no start; one of its cells must be S.")]
    [InlineData("SFF/FFF", "The lake's map has no goal; one of its cells must be G.")]
    [InlineData("SFG/FHH/HSH",
        "No goal can be reached from the start in row 3, column 2 of the lake's map; holes are in the way.")]
    public void What_is_no_map_is_refused_in_a_sentence(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => FrozenLakeMap.Parse(text)).Message);

    [Fact]
    public void Several_starts_are_equally_likely()
    {
        var process = new FrozenLake { Map = FrozenLakeMap.Parse("SFS/FGF") }.ToProcess();
        Assert.Equal([0.5, 0, 0.5, 0, 0, 0], process.Start.ToArray());
    }

    [Fact]
    public void A_random_map_has_a_way_and_as_many_holes_as_said()
    {
        Pathwise.Randomness.Rng rng = new(1);
        var frozen = 0;
        for (var i = 0; i < 100; i++)
            frozen += FrozenLakeMap.Random(8, 0.8, ref rng).Grid.Rows.Sum(row => row.Count(cell => cell == 'F'));
        Assert.InRange(frozen / 6200.0, 0.8, 0.83);              // a way is likelier where there are fewer holes
        Assert.Equal(FrozenLakeMap.Parse("SF/FG"), FrozenLakeMap.Random(2, 1, ref rng));
    }

    [Fact]
    public void Rewards_and_chances_can_be_set()
    {
        var entry = EnvironmentRegistry.Standard.Find("FrozenLake-v1")
            .With("goalReward", 10).With("holeReward", -5).With("frozenReward", -1).With("slippery", 0);
        var process = entry.Process!;
        Assert.Equal(-5, process.TransitionOf(process.PairOf(1, 1), 0).Reward);
        Assert.Equal(10, process.TransitionOf(process.PairOf(14, 2), 0).Reward);
        Assert.Equal(-1, process.TransitionOf(process.PairOf(0, 1), 0).Reward);
        Assert.Throws<BadInputException>(() => entry.With("successRate", 1.5));
    }
}

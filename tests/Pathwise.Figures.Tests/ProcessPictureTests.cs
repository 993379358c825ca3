using Pathwise.DecisionProcesses;
using Pathwise.Environments;

namespace Pathwise.Figures.Tests;

public sealed class ProcessPictureTests
{
    [Fact]
    public void A_board_is_as_large_as_its_cells_and_says_what_each_is_worth()
    {
        var lake = EnvironmentRegistry.Standard.Find("FrozenLake-v1");
        var process = lake.Process!.WithGamma(0.99);
        var solution = OptimalValues.Solve(process);
        var picture = ProcessPicture.Draw(
            "lake", process, solution.Values.ToArray(), [.. Enumerable.Range(0, 16).Select(solution.OptimalActionsOf)], lake.Grid)!;
        Assert.InRange(picture.Height, 4 * 92, (4 * 92) + 200);
        Assert.True(picture.ToPng().Length > 10_000);
    }

    [Fact]
    public void States_are_open_where_an_episode_can_be_and_not_be_over()
    {
        var open = ProcessPicture.OpenStates(EnvironmentRegistry.Standard.Find("FrozenLake-v1").Process!);
        int[] closed = [5, 7, 11, 12, 15];       // four holes and the goal
        for (var state = 0; state < 16; state++) Assert.Equal(!closed.Contains(state), open[state]);
        var cliff = ProcessPicture.OpenStates(EnvironmentRegistry.Standard.Find("CliffWalking-v1").Process!);
        Assert.Equal(37, cliff.Count(isOpen => isOpen));        // three rows of twelve, and the start
    }

    [Fact]
    public void Too_many_states_are_not_drawn()
    {
        var mdp = new FiniteMdpBuilder(ProcessPicture.MostStates + 1).Build();
        Assert.Null(ProcessPicture.Draw("many", mdp, new double[mdp.States], new int[mdp.States][], grid: null));
    }

    [Theory]
    [InlineData("left", 0)]
    [InlineData("South", 1)]
    [InlineData("right", 2)]
    [InlineData("north", 3)]
    [InlineData("hit", -1)]
    public void Directions_are_read_from_names(string action, int direction) =>
        Assert.Equal(direction, ProcessPicture.DirectionOf(action));

    [Theory]
    [InlineData(0, -14.0, -13.0)]
    [InlineData(3, 0.542, 0.1)]
    [InlineData(2, 3.3, -1.25)]
    [InlineData(1, 24.4, 3.0)]
    public void Decimals_tell_numbers_apart(int digits, params double[] values) =>
        Assert.Equal(digits, ProcessPicture.Digits(values));

    [Fact]
    public void Nothing_has_no_sign() => Assert.Equal(("0.00", "−0.25"), (ProcessPicture.Number(-0.001, 2), ProcessPicture.Number(-0.25, 2)));
}

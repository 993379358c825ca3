using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class ListCommandTests
{
    [Theory]
    [InlineData("environments", "CartPole-v1", "ShortCorridor-v0", "Acrobot-v1")]
    [InlineData("algorithms", "reinforce", "reinforce-baseline")]
    [InlineData("presets", "reinforce/CartPole-v1", "reinforce-baseline/CartPole-v1")]
    [InlineData("figures", "figure-13.1", "figure-13.2")]
    public void Json_is_an_array_of_objects_with_ids(string kind, params string[] some)
    {
        var session = Session.Run("list", kind, "--json");
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        var json = session.Json();
        Assert.Equal(JsonValueKind.Array, json.ValueKind);
        var ids = json.EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).ToArray();
        Assert.All(some, id => Assert.Contains(id, ids));

        var table = Session.Run("list", kind);
        Assert.All(some, id => Assert.Contains(id, table.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Reproduce_lists_the_figures_too() =>
        Assert.Equal(Session.Run("list", "figures", "--json"), Session.Run("reproduce", "--list", "--json"));

    [Fact]
    public void Environments_tell_what_is_to_be_reached()
    {
        var cartPole = Session.Run("list", "environments", "--json").Json().EnumerateArray()
            .Single(entry => entry.GetProperty("id").GetString() == "CartPole-v1");
        Assert.Equal(475, cartPole.GetProperty("rewardThreshold").GetDouble());
        Assert.Equal(500, cartPole.GetProperty("maxEpisodeSteps").GetInt32());
        Assert.Equal("2 choices", cartPole.GetProperty("actions").GetString());
    }
}

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class MdpSolveCommandTests
{
    private const string Recycling = """
        {
          "gamma": 0.9, "states": ["high", "low"], "actions": ["search", "wait", "recharge"], "start": { "high": 1 },
          "transitions": [
            { "state": "high", "action": "search", "next": "high", "probability": 0.7, "reward": 3 },
            { "state": "high", "action": "search", "next": "low", "probability": 0.3, "reward": 3 },
            { "state": "high", "action": "wait", "next": "high", "reward": 1 },
            { "state": "low", "action": "search", "next": "low", "probability": 0.6, "reward": 3 },
            { "state": "low", "action": "search", "next": "high", "probability": 0.4, "reward": -3 },
            { "state": "low", "action": "wait", "next": "low", "reward": 1 },
            { "state": "low", "action": "recharge", "next": "high" }
          ]
        }
        """;

    [Theory]
    [InlineData("value-iteration")]
    [InlineData("policy-iteration")]
    [InlineData("modified-policy-iteration")]
    public void FrozenLake_is_solved_and_drawn(string method)
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            "mdp", "solve", "FrozenLake-v1", "--gamma", "0.99", "--method", method, "--out", folder["lake.png"], "--json");
        var json = session.Json();
        Assert.Equal((0, 16, 0.99, method), (session.ExitCode, json.GetProperty("states").GetInt32(),
            json.GetProperty("gamma").GetDouble(), json.GetProperty("method").GetString()));
        Assert.Equal(0.542025932, json.GetProperty("startValue").GetDouble(), 5e-10);
        Assert.Equal(0.542025932, json.GetProperty("value")[0].GetDouble(), 5e-10);
        Assert.Equal("[0,2]", json.GetProperty("optimalActions")[6].GetRawText());
        Assert.Equal(16, json.GetProperty("optimalActions").GetArrayLength());
        Assert.InRange(json.GetProperty("residual").GetDouble(), 0, 1e-12);
        Assert.True(json.GetProperty("sweeps").GetInt64() > 10);
        Assert.True(json.GetProperty("seconds").GetDouble() >= 0);
        Assert.Equal(folder["lake.png"], json.GetProperty("picture").GetString());
        Assert.True(new FileInfo(folder["lake.png"]).Length > 10_000);
    }

    [Theory]
    [InlineData("4x4", "100", 0.744190)]       // to the six digits that are known
    [InlineData("8x8", "200", 0.913220)]
    public void A_horizon_gives_the_best_chance_within_the_time_limit(string map, string horizon, double expected)
    {
        using var folder = new TemporaryFolder();
        var json = Session.Run("mdp", "solve", "FrozenLake-v1", "--map", map, "--horizon", horizon, "--out", folder["a.svg"], "--json").Json();
        Assert.Equal(expected, json.GetProperty("startValue").GetDouble(), 5e-7);
        var startValues = json.GetProperty("startValues").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(int.Parse(horizon, System.Globalization.CultureInfo.InvariantCulture) + 1, startValues.Length);
        Assert.Equal(0, startValues[0]);
        Assert.Equal(startValues.Order(), startValues);
    }

    [Fact]
    public void Without_slipping_the_lake_is_crossed_for_sure()
    {
        using var folder = new TemporaryFolder();
        var json = Session.Run("mdp", "solve", "FrozenLake-v1", "--slippery", "false", "--gamma", "1", "--out", folder["a.png"], "--json").Json();
        Assert.Equal(1, json.GetProperty("startValue").GetDouble(), 1e-12);
    }

    [Fact]
    public void The_board_shows_arrows_and_values()
    {
        using var folder = new TemporaryFolder();
        var output = Session.Run("mdp", "solve", "CliffWalking-v1", "--out", folder["cliff.png"]).Output;
        Assert.Contains("│ −14 │ −13 │ −12 │", output, StringComparison.Ordinal);
        Assert.Contains("→", output, StringComparison.Ordinal);
        Assert.Contains("start    −13", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_of_ones_own_is_read_from_a_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["recycling.json"], Recycling);
        var session = Session.Run("mdp", "solve", folder["recycling.json"], "--out", folder["a.png"], "--json");
        Assert.Equal("[[0],[2]]", session.Json().GetProperty("optimalActions").GetRawText());
        // v(high) = 3 + 0.9 (0.7 v(high) + 0.3 v(low)), v(low) = 0.9 v(high).
        Assert.Equal(3 / (1 - (0.9 * (0.7 + (0.3 * 0.9)))), session.Json().GetProperty("startValue").GetDouble(), 1e-9);
        var text = Session.Run("mdp", "solve", folder["recycling.json"], "--out", folder["a.png"]).Output;
        Assert.Matches("low +[0-9.]+ +recharge", text);
    }

    [Theory]
    [InlineData("has no finite table", "CartPole-v1")]
    [InlineData("did you mean 'FrozenLake-v1'", "FrozenLak-v1")]
    [InlineData("map", "FrozenLake-v1", "--map", "9x9")]
    [InlineData("slippery", "FrozenLake-v1", "--slippery", "perhaps")]
    [InlineData("must be from 0 to 1", "FrozenLake-v1", "--gamma", "1.5")]
    [InlineData("must be a number", "FrozenLake-v1", "--gamma", "much")]
    [InlineData("policy-iteration", "FrozenLake-v1", "--method", "magic")]
    [InlineData("tolerance", "FrozenLake-v1", "--tolerance", "0")]
    [InlineData("horizon", "FrozenLake-v1", "--horizon", "0")]
    [InlineData(".png or .svg", "FrozenLake-v1", "--out", "lake.txt")]
    [InlineData("cannot be read", "nowhere.json")]
    [InlineData("name=value", "FrozenLake-v1", "--env", "slippery")]
    public void Bad_input_gets_one_sentence(string said, params string[] args)
    {
        var session = Session.Run(["mdp", "solve", .. args, "--json"]);
        Assert.Equal(2, session.ExitCode);
        var error = session.Json().GetProperty("error").GetString()!;
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData("\"probability\": 0.7", "\"probability\": 0.6", "high")]
    [InlineData("\"next\": \"low\"", "\"next\": \"lower\"", "'lower'")]
    [InlineData("\"gamma\": 0.9", "\"gamma\": 9", "from 0 to 1")]
    [InlineData("\"gamma\"", "\"discount\"", "'discount'")]
    [InlineData("\"reward\": -3", "\"reward\": \"-3\"", "must be a number")]
    [InlineData("{ \"high\": 1 }", "{ \"high\": 0.5 }", "sum 0.5")]
    [InlineData("[", "{", "no JSON")]
    public void An_inconsistent_file_is_refused_with_the_place(string old, string changed, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["bad.json"], Recycling.Replace(old, changed, StringComparison.Ordinal));
        var session = Session.Run("mdp", "solve", folder["bad.json"], "--json");
        Assert.Equal(2, session.ExitCode);
        Assert.Contains(said, session.Json().GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("bad.json", session.Json().GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_never_ends_needs_a_discount()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["endless.json"], Recycling.Replace("0.9,", "1,", StringComparison.Ordinal));
        var session = Session.Run("mdp", "solve", folder["endless.json"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("states 'high', 'low'", session.Error, StringComparison.Ordinal);
    }
}

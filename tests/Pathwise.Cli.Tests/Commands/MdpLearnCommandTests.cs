using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class MdpLearnCommandTests
{
    [Fact]
    public void Q_learning_finds_the_best_path_along_the_cliff_and_is_held_to_the_exact_optimum()
    {
        using var folder = new TemporaryFolder();
        var json = Learn(folder, "q-learning", "CliffWalking-v1", "--seeds", "2", "--set", "stepSize=0.5");
        Assert.Equal(-13, json.GetProperty("optimalStartValue").GetDouble(), 1e-9);
        Assert.Equal(2, json.GetProperty("seeds").GetArrayLength());
        foreach (var seed in json.GetProperty("seeds").EnumerateArray())
        {
            Assert.Equal(-13, seed.GetProperty("greedyStartValue").GetDouble(), 1e-9);
            var curve = seed.GetProperty("curve").EnumerateArray().ToArray();
            Assert.InRange(curve.Length, 100, 201);
            Assert.True(curve[^1].GetProperty("valueError").GetDouble() < curve[0].GetProperty("valueError").GetDouble() / 5);
            Assert.Equal(JsonValueKind.Null, seed.GetProperty("diverged").ValueKind);
        }

        Assert.True(File.Exists(json.GetProperty("picture").GetString()));
    }

    [Fact]
    public void The_optimum_is_the_discounted_one()
    {
        using var folder = new TemporaryFolder();
        var json = Learn(folder, "sarsa", "FrozenLake-v1", "--gamma", "0.99", "--episodes", "20");
        Assert.Equal(0.542025932, json.GetProperty("optimalStartValue").GetDouble(), 5e-10);     // as it is known, to 9 digits
        Assert.InRange(json.GetProperty("seeds")[0].GetProperty("episodes").GetInt64(), 20, 20);
    }

    [Fact]
    public void Each_seed_learns_the_same_alone_and_beside_others()
    {
        using var folder = new TemporaryFolder();
        var two = Learn(folder, "q-learning", "CliffWalking-v1", "--seed", "4", "--seeds", "2", "--steps", "5k");
        var one = Learn(folder, "q-learning", "CliffWalking-v1", "--seed", "5", "--steps", "5k");
        Assert.Equal(one.GetProperty("seeds")[0].GetRawText(), two.GetProperty("seeds")[1].GetRawText());
    }

    [Fact]
    public void A_policy_that_may_never_end_is_told_so()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            "mdp", "learn", "q-learning", "CliffWalking-v1", "--steps", "100", "--set", "stepSize=0", "--out", folder["a.svg"]);
        Assert.Equal(0, session.ExitCode);
        Assert.Contains("never ends", session.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keeps no table", "reinforce", "CliffWalking-v1")]
    [InlineData("it needs finitely many", "q-learning", "CartPole-v1")]
    [InlineData("did you mean 'stepSize'?", "q-learning", "CliffWalking-v1", "--set", "stepSiz=1")]
    [InlineData("gamma", "q-learning", "CliffWalking-v1", "--gamma", "2")]
    [InlineData(".png or .svg", "q-learning", "CliffWalking-v1", "--out", "a.pdf")]
    [InlineData("no argument of CliffWalking-v1 called", "q-learning", "CliffWalking-v1", "--env", "wind=1")]
    public void Bad_input_is_told_in_one_sentence(string part, params string[] arguments)
    {
        var session = Session.Run(["mdp", "learn", .. arguments]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains(part, session.Error, StringComparison.Ordinal);
        Assert.Equal(1, session.Error.AsSpan().Count('\n'));
    }

    [Fact]
    public void It_stops_when_it_is_asked_to()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            Catalogue.Standard, new(canceled: true), "mdp", "learn", "q-learning", "CliffWalking-v1", "--out", folder["a.png"]);
        Assert.Equal(130, session.ExitCode);
        Assert.False(File.Exists(folder["a.png"]));
    }

    private static JsonElement Learn(TemporaryFolder folder, params string[] arguments)
    {
        var session = Session.Run(["mdp", "learn", .. arguments, "--out", folder["curve.png"], "--json"]);
        Assert.True(session.ExitCode == 0, session.Error);
        return session.Json();
    }
}

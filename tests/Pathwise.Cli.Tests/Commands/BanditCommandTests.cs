using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class BanditCommandTests
{
    [Fact]
    public void Json_has_every_strategy_with_its_numbers_and_the_picture()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("bandit", "--problem", "gaussian", "--strategies", "epsilon-greedy:0.1,ucb:2",
            "--runs", "2000", "--steps", "1000", "--json", "--out", folder["picture.png"]);
        Assert.Equal(0, session.ExitCode);
        var json = session.Json();

        Assert.Equal(["epsilon-greedy:0.1", "ucb:2"], json.GetProperty("strategies").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        // Figures 2.2 and 2.4, means of the last 100 steps; four standard errors of both, 0.013 and 0.004.
        AssertStrategy(json.GetProperty("strategies")[0], reward: 1.367, optimal: 79.6, optimalError: 0.7);
        AssertStrategy(json.GetProperty("strategies")[1], reward: 1.480, optimal: 85.0, optimalError: 0.5);
        Assert.True(json.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(folder["picture.png"], json.GetProperty("picture").GetString());
        Assert.True(new FileInfo(folder["picture.png"]).Length > 10_000);
    }

    [Fact]
    public void Threads_change_nothing_and_the_seed_all()
    {
        using var folder = new TemporaryFolder();
        string Strategies(params string[] more) => Session.Run(
            ["bandit", "--runs", "100", "--steps", "50", "--json", "--out", folder["picture.png"], .. more])
            .Json().GetProperty("strategies").GetRawText();

        var one = Strategies("--threads", "1");
        Assert.Equal(one, Strategies("--threads", "3"));
        Assert.Equal(one, Strategies("--seed", "1"));
        Assert.NotEqual(one, Strategies("--seed", "2"));
    }

    [Fact]
    public void The_table_shows_the_strategies_as_they_were_understood_and_problems_have_arms()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("bandit", "--problem", "bernoulli", "--strategies", "greedy, epsilon-greedy:1/4",
            "--runs", "10", "--steps", "20", "--arms", "3", "--out", folder["picture.svg"]);
        Assert.Equal(0, session.ExitCode);
        foreach (var part in (string[])["greedy", "epsilon-greedy:0.25", "% optimal", "regret", "picture.svg"])
            Assert.Contains(part, session.Output, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(folder["picture.svg"]), StringComparison.Ordinal);

        var json = Session.Run("bandit", "--problem", "bernoulli:5", "--strategies", "greedy", "--runs", "1", "--steps", "1",
            "--json", "--out", folder["picture.png"]).Json();
        Assert.Equal(5, json.GetProperty("arms").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("strategies")[0].GetProperty("standardError").ValueKind);     // one run has none
    }

    [Theory]
    [InlineData("There is no strategy 'epsilon-gredy'; did you mean 'epsilon-greedy'?", "--strategies", "epsilon-gredy:0.1")]
    [InlineData("There is no bandit problem 'gausian'; did you mean 'gaussian'?", "--problem", "gausian")]
    [InlineData("The strategy 'epsilon-greedy:1.5' cannot have epsilon = '1.5'; it must be a real number [0, 1].", "--strategies", "ucb:2,epsilon-greedy:1.5")]
    [InlineData("The value of --runs cannot be '0'; it must be a whole number from 1 to 100000000.", "--runs", "0")]
    [InlineData("The value of --steps cannot be '2000000'; it must be a whole number from 1 to 1000000.", "--steps", "2000000")]
    [InlineData("The value of --arms cannot be 'x'; it must be a whole number from 1 to 1000000.", "--arms", "x")]
    [InlineData("A picture is saved as .png or .svg, not as 'picture.gif'.", "--out", "picture.gif")]
    public void A_mistake_is_one_sentence_and_exit_code_two(string sentence, params string[] args)
    {
        using var folder = new TemporaryFolder();
        var target = args[0] == "--out" ? [] : new[] { "--out", folder["picture.png"] };
        var session = Session.Run(["bandit", .. args, .. target, "--json"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Equal(sentence, session.Json().GetProperty("error").GetString());
        Assert.False(File.Exists(folder["picture.png"]));
    }

    [Fact]
    public void A_list_without_a_strategy_says_which_there_are()
    {
        var session = Session.Run("bandit", "--strategies", ",");
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("At least one strategy is needed; there are: greedy, epsilon-greedy", session.Error, StringComparison.Ordinal);
    }

    private static void AssertStrategy(JsonElement strategy, double reward, double optimal, double optimalError)
    {
        Assert.Equal(reward, strategy.GetProperty("averageReward").GetDouble(), 4 * Math.Sqrt((0.013 * 0.013) + (0.004 * 0.004)));
        Assert.Equal(optimal, strategy.GetProperty("optimalPercent").GetDouble(), 4 * optimalError * Math.Sqrt(1.1));
        Assert.Equal(0.013, strategy.GetProperty("standardError").GetDouble(), 0.002);
        Assert.InRange(strategy.GetProperty("regret").GetDouble(), 100, 300);
    }
}

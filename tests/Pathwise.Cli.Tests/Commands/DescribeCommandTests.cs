namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class DescribeCommandTests
{
    [Fact]
    public void Every_option_has_a_meaning_and_a_default()
    {
        var session = Session.Run("describe", "reinforce-baseline", "--json");
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        var options = session.Json().GetProperty("options").EnumerateArray().ToArray();
        Assert.InRange(options.Length, 10, 40);
        Assert.Contains(
            "stepSize=log:1e-4..0.1",
            session.Json().GetProperty("tuning").EnumerateArray().Select(range => range.GetString()));
        Assert.All(options, option =>
        {
            Assert.NotEmpty(option.GetProperty("name").GetString()!);
            Assert.NotEmpty(option.GetProperty("meaning").GetString()!);
            Assert.NotEmpty(option.GetProperty("default").GetString()!);
        });
    }

    [Fact]
    public void The_table_shows_symbol_default_range_meaning_and_source_of_gamma()
    {
        var line = Session.Run("describe", "reinforce").Output.Split('\n').Single(line => line.StartsWith("gamma ", StringComparison.Ordinal));
        Assert.Matches(@"^gamma +γ +1 +in \(0, 1\] +the discount per step \(Sutton", line);
    }

    [Fact]
    public void An_environment_is_described_with_its_spaces_limit_threshold_and_arguments()
    {
        var output = Session.Run("describe", "CartPole-v1").Output;
        foreach (var said in (string[])["4 real numbers in [−4.8, 4.8] × [−∞, ∞]", "2 choices", "500 steps", "475",
            "0 or 1", "--env suttonBartoReward=0"])
            Assert.Contains(said, output, StringComparison.Ordinal);
        var json = Session.Run("describe", "Pendulum-v1", "--json").Json();
        var gravity = json.GetProperty("arguments").EnumerateArray().Single();
        Assert.Equal(("gravity", 10), (gravity.GetProperty("name").GetString(), gravity.GetProperty("default").GetDouble()));
        Assert.Equal("[[-2,2]]", json.GetProperty("actionBounds").ToString());
    }

    [Fact]
    public void Bounds_that_many_components_share_are_told_once() =>
        Assert.Contains("400 real numbers in [0, 1] each\n",
            Session.Run("describe", "MinAtar/Breakout-v1").Output, StringComparison.Ordinal);

    [Fact]
    public void A_default_can_be_typed_as_it_is_shown()
    {
        using var folder = new TemporaryFolder();
        var options = Session.Run("describe", "reinforce-baseline", "--json").Json().GetProperty("options").EnumerateArray();
        var set = options.SelectMany(option => new[] { "--set", $"{option.GetProperty("name").GetString()}={option.GetProperty("default").GetString()}" });
        var session = Session.Run(["train", "reinforce-baseline", "CartPole-v1", "--steps", "500", "--preset", "none", "--run-dir", folder["run"], .. set]);
        Assert.Equal(0, session.ExitCode);
    }
}

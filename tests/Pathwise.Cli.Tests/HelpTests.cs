using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Tests;

[Collection(OneAtATime.Name)]
public sealed class HelpTests
{
    [Fact]
    public void The_version_is_one_number() => Assert.Equal(new Session(0, Manifest.CurrentVersion + "\n", ""), Session.Run("--version"));

    [Fact]
    public void Without_a_command_help_is_shown()
    {
        var session = Session.Run();
        Assert.Equal(0, session.ExitCode);
        Assert.Equal(Session.Run("--help").Output, session.Output);
        foreach (var command in (string[])["train <algorithm> <environment>", "evaluate <run>", "resume <run>", "play <run>", "list", "describe <name>", "reproduce <figure>"])
            Assert.Contains(command, session.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "--steps", "--seed", "--seeds", "--set", "--preset", "--run-dir", "--threads", "--stop-at", "--json")]
    [InlineData("tune", "--trials", "--steps", "--seed", "--vary", "--set", "--strategy", "--eta", "--seeds", "--parallel", "--out", "--json")]
    [InlineData("evaluate", "--episodes", "--sampled", "--seed", "--json")]
    [InlineData("resume", "--json")]
    [InlineData("export", "--onnx", "--policy", "--best", "--json")]
    [InlineData("play", "--svg", "--gif", "--episodes", "--seed", "--json")]
    [InlineData("reproduce", "--list", "--full", "--only", "--threads", "--out", "--json")]
    [InlineData("bandit", "--problem", "--strategies", "--runs", "--steps", "--arms", "--seed", "--threads", "--out", "--json")]
    public void Help_names_every_option(string command, params string[] options)
    {
        var session = Session.Run(command, "--help");
        Assert.Equal(0, session.ExitCode);
        Assert.All(options, option => Assert.Contains(option, session.Output, StringComparison.Ordinal));
        Assert.Contains($"pathwise {command}", session.Output, StringComparison.Ordinal);
    }
}

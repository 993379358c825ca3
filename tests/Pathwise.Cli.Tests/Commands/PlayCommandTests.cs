using SkiaSharp;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class PlayCommandTests
{
    [Fact]
    public void What_is_played_is_what_was_evaluated()
    {
        using var folder = Trained();
        var evaluated = Session.Run("evaluate", folder["run"], "--episodes", "3", "--json").Json().GetProperty("evaluation");
        var played = Session.Run("play", folder["run"], "--episodes", "3", "--json").Json().GetProperty("episodes").EnumerateArray()
            .Select(episode => episode.GetProperty("return").GetDouble()).ToArray();
        Assert.Equal(3, played.Length);
        Assert.Equal(evaluated.GetProperty("mean").GetDouble(), played.Average(), 9);
    }

    [Fact]
    public void Where_nobody_watches_the_last_frame_is_written()
    {
        using var folder = Trained();
        var session = Session.Run("play", folder["run"]);
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        Assert.DoesNotContain('\u001b', session.Output);
        Assert.Contains(session.Output, character => character is >= '\u2801' and <= '\u28FF');
        Assert.Contains("CartPole-v1, reinforce: episode 1 of 1, step ", session.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_every_frame_and_its_cursor_back()
    {
        using var folder = Trained();
        using var output = new StringWriter { NewLine = "\n" };
        var code = new CommandLine(new Terminal(output, TextWriter.Null, true, false), Catalogue.Standard, CancellationToken.None)
            .Run(["play", folder["run"]]);
        Assert.Equal(0, code);
        Assert.StartsWith("\u001b[?25l", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\u001b[?25h", output.ToString(), StringComparison.Ordinal);
        var frames = output.ToString().Split("CartPole-v1, reinforce: episode").Length - 1;
        var length = Session.Run("play", folder["run"], "--json").Json().GetProperty("episodes")[0].GetProperty("length").GetInt32();
        Assert.Equal(length + 1, frames);
    }

    [Fact]
    public void A_gif_has_a_frame_for_every_step_at_the_speed_of_the_environment()
    {
        using var folder = Trained();
        var json = Session.Run("play", folder["run"], "--gif", folder["run.gif"], "--json").Json();
        Assert.Equal(folder["run.gif"], json.GetProperty("gif").GetString());
        using var codec = SKCodec.Create(folder["run.gif"]);
        Assert.Equal(json.GetProperty("episodes")[0].GetProperty("length").GetInt32() + 1, codec.FrameCount);
        Assert.All(codec.FrameInfo, frame => Assert.Equal(20, frame.Duration));
    }

    [Fact]
    public void An_svg_moves()
    {
        using var folder = Trained();
        Assert.Equal(0, Session.Run("play", folder["run"], "--svg", folder["run.svg"]).ExitCode);
        var svg = File.ReadAllText(folder["run.svg"]);
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("<animate", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--gif")]
    [InlineData("--svg")]
    public void A_file_that_cannot_be_written_is_bad_input(string option)
    {
        using var folder = Trained();
        File.WriteAllText(folder["file"], "");
        Assert.Equal(2, Session.Run("play", folder["run"], option, Path.Combine(folder["file"], "below")).ExitCode);
    }

    private static TemporaryFolder Trained()
    {
        var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run("train", "reinforce", "CartPole-v1", "--steps", "3000", "--run-dir", folder["run"]).ExitCode);
        return folder;
    }
}

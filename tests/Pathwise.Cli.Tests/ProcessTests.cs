namespace Pathwise.Cli.Tests;

[Collection(OneAtATime.Name)]
public sealed class ProcessTests
{
    private static readonly string[] Long = ["train", "reinforce-baseline", "CartPole-v1", "--steps", "150k", "--stop-at", "never"];

    [Fact]
    public void The_exit_code_reaches_the_shell_and_the_streams_stay_apart()
    {
        using var good = new ChildProcess("list", "algorithms", "--json");
        var listed = good.End();
        Assert.Equal((0, ""), (listed.ExitCode, listed.Error));
        Assert.Contains("\"reinforce\"", listed.Output, StringComparison.Ordinal);

        using var bad = new ChildProcess("train", "reinforce", "CartPol-v1");
        Assert.Equal(new Session(2, "", "error: There is no environment 'CartPol-v1'; did you mean 'CartPole-v1'?" + Environment.NewLine), bad.End());
    }

    [Theory]
    [InlineData(ChildProcess.Signal.Interrupt)]
    [InlineData(ChildProcess.Signal.Terminate)]
    public void A_signal_leaves_a_checkpoint_from_which_the_run_ends_as_if_it_had_not_come(object signal)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        using var child = new ChildProcess([.. Long, "--run-dir", folder["run"], "--json"]);
        WaitForCheckpoint(child, folder["run"]);
        child.Send((ChildProcess.Signal)signal);
        var stopped = child.End();
        Assert.Equal(130, stopped.ExitCode);
        Assert.Equal("interrupted", stopped.Json().GetProperty("status").GetString());
        Assert.Contains("To go on: pathwise resume", stopped.Error, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder["run"], "checkpoints"), "interrupted-*.safetensors"));

        Assert.Equal(0, Session.Run("resume", folder["run"]).ExitCode);
        AssertEqualsUninterrupted(folder);
    }

    [Fact]
    public void Killed_at_any_point_and_resumed_it_leaves_the_bytes_of_an_uninterrupted_run()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        var random = new Random(20261122);      // the points are random, the list of them is not
        var kills = 0;
        for (var attempt = 0; attempt < 6; attempt++)
        {
            var args = attempt == 0 || !Directory.Exists(folder["run"]) || !File.Exists(Path.Combine(folder["run"], "manifest.json"))
                ? [.. Long, "--run-dir", folder["run"]]
                : new[] { "resume", folder["run"] };
            using var child = new ChildProcess(args);
            WaitForManifest(child, folder["run"]);
            Thread.Sleep(random.Next(20, 500));
            if (child.HasExited) break;
            child.Send(ChildProcess.Signal.Kill);
            child.End();
            kills++;
        }

        Assert.InRange(kills, 1, 6);
        Assert.Equal(0, Session.Run("resume", folder["run"]).ExitCode);
        AssertEqualsUninterrupted(folder);
    }

    private static void AssertEqualsUninterrupted(TemporaryFolder folder)
    {
        Assert.Equal(0, Session.Run([.. Long, "--run-dir", folder["whole"]]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["whole"]), RunFiles.Of(folder["run"]));
    }

    private static void WaitForManifest(ChildProcess child, string run)
    {
        for (var i = 0; i < 3000 && !child.HasExited && !File.Exists(Path.Combine(run, "manifest.json")); i++) Thread.Sleep(10);
    }

    private static void WaitForCheckpoint(ChildProcess child, string run)
    {
        var checkpoints = Path.Combine(run, "checkpoints");
        for (var i = 0; i < 3000 && !child.HasExited; i++)
        {
            if (Directory.Exists(checkpoints) && Directory.GetFiles(checkpoints, "*.json").Length > 0) return;
            Thread.Sleep(5);
        }
    }
}

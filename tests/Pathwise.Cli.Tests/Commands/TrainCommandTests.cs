using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class TrainCommandTests
{
    private static readonly string[] Short = ["train", "reinforce-baseline", "CartPole-v1", "--steps", "8k"];

    [Fact]
    public void Json_is_one_object_with_everything_that_is_promised()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run([.. Short, "--seed", "7", "--run-dir", folder["run"], "--json"]);
        Assert.Equal(0, session.ExitCode);
        var json = session.Json();
        Assert.Equal(folder["run"], json.GetProperty("run").GetString());
        Assert.Equal("reinforce-baseline", json.GetProperty("algorithm").GetString());
        Assert.Equal("CartPole-v1", json.GetProperty("environment").GetString());
        Assert.Equal(7ul, json.GetProperty("seed").GetUInt64());
        Assert.InRange(json.GetProperty("steps").GetInt64(), 8000, 12_000);
        Assert.InRange(json.GetProperty("episodes").GetInt64(), 20, 800);
        Assert.InRange(json.GetProperty("seconds").GetDouble(), 0.001, 60);
        Assert.InRange(json.GetProperty("stepsPerSecond").GetDouble(), 100, 1e9);
        Assert.Equal("completed", json.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.False, json.GetProperty("solved").ValueKind);
        var evaluation = json.GetProperty("evaluation");
        Assert.Equal(100, evaluation.GetProperty("episodes").GetInt32());
        foreach (var name in (string[])["mean", "std", "min", "max"])
            Assert.InRange(evaluation.GetProperty(name).GetDouble(), 0, 500);
        Assert.True(File.Exists(json.GetProperty("picture").GetString()));
    }

    [Fact]
    public void Results_go_to_standard_output_and_progress_to_standard_error()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run([.. Short, "--run-dir", folder["run"]]);
        Assert.StartsWith("reinforce-baseline on CartPole-v1, seed 1, up to 8,000 steps", session.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("up to", session.Output, StringComparison.Ordinal);
        foreach (var said in (string[])["trained", "evaluated", "greedy", "sampled", "learning-curve.png", "pathwise play", "pathwise evaluate", "checkpoints"])
            Assert.Contains(said, session.Output, StringComparison.Ordinal);
        Assert.All(session.Output.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_for_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        string[] runs = ["one", "again", "two"];
        foreach (var (run, threads) in runs.Zip(["1", "1", "2"]))
            Assert.Equal(0, Session.Run([.. Short, "--run-dir", folder[run], "--threads", threads]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["one"]), RunFiles.Of(folder["again"]));
        Assert.Equal(RunFiles.Of(folder["one"]), RunFiles.Of(folder["two"]));
    }

    [Fact]
    public void Several_seeds_are_the_runs_of_each_of_them()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run([.. Short, "--seed", "4", "--seeds", "3", "--run-dir", folder["all"], "--json"]);
        Assert.Equal(0, session.ExitCode);
        var json = session.Json();
        Assert.Equal([4ul, 5ul, 6ul], json.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetUInt64()));
        Assert.Equal(300, json.GetProperty("evaluation").GetProperty("episodes").GetInt32());
        Assert.Equal(3, json.GetProperty("runs").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(folder["all"], "learning-curve.png")));

        Assert.Equal(0, Session.Run([.. Short, "--seed", "5", "--run-dir", folder["five"]]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["five"]), RunFiles.Of(Path.Combine(folder["all"], "seed-5")));
    }

    [Fact]
    public void Options_reach_the_run()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run([.. Short, "--set", "gamma=0.9", "--set", "hidden=16", "--run-dir", folder["run"]]).ExitCode);
        var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "manifest.json"))).RootElement;
        Assert.Equal(0.9, manifest.GetProperty("settings").GetProperty("gamma").GetDouble());
        Assert.Contains("16", manifest.GetProperty("settings").GetProperty("hidden").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_of_the_environment_reach_the_run_and_every_command_that_opens_it()
    {
        using var folder = new TemporaryFolder();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        string[] train = [.. Short, "--env", "suttonBartoReward=1", "--run-dir", folder["run"], "--json"];
        Assert.Equal(130, Session.Run(Catalogue.Standard, stopped.Token, train).ExitCode);
        foreach (var command in (string[])["resume", "evaluate"])
        {
            var json = Session.Run(command, folder["run"], "--json").Json();
            Assert.Equal("{\"suttonBartoReward\":1}", json.GetProperty("environmentArguments").ToString());
            // The book's reward is 0 a step and −1 at the end: no episode can earn more than 0, or less than −1.
            Assert.InRange(json.GetProperty("evaluation").GetProperty("mean").GetDouble(), -1, 0);
        }

        var played = Session.Run("play", folder["run"], "--json").Json().GetProperty("episodes")[0];
        Assert.InRange(played.GetProperty("return").GetDouble(), -1, 0);
    }

    [Fact]
    public void A_target_ends_the_run_early()
    {
        using var folder = new TemporaryFolder();
        var json = Session.Run("train", "reinforce", "CartPole-v1", "--steps", "1M", "--stop-at", "15", "--run-dir", folder["run"], "--json").Json();
        Assert.True(json.GetProperty("targetReached").GetBoolean());
        Assert.InRange(json.GetProperty("steps").GetInt64(), 1, 100_000);
    }

    [Fact]
    public void Whoever_is_stopped_says_so_and_goes_on_as_if_nothing_had_been()
    {
        using var folder = new TemporaryFolder();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var first = Session.Run(Catalogue.Standard, stopped.Token, [.. Short, "--run-dir", folder["run"], "--json"]);
        Assert.Equal(130, first.ExitCode);
        Assert.Equal("interrupted", first.Json().GetProperty("status").GetString());
        Assert.Contains("pathwise resume", first.Error, StringComparison.Ordinal);

        var resumed = Session.Run("resume", folder["run"], "--json");
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal("completed", resumed.Json().GetProperty("status").GetString());
        Assert.Equal(0, Session.Run([.. Short, "--run-dir", folder["whole"]]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["whole"]), RunFiles.Of(folder["run"]));
    }

    [Fact]
    public void Several_seeds_can_be_resumed_together()
    {
        using var folder = new TemporaryFolder();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Equal(130, Session.Run(Catalogue.Standard, stopped.Token, [.. Short, "--seeds", "2", "--run-dir", folder["all"]]).ExitCode);
        var resumed = Session.Run("resume", folder["all"], "--json");
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(2, resumed.Json().GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void A_run_that_diverges_says_in_what_and_ends_with_exit_code_one()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("train", "reinforce", "Pendulum-v1", "--steps", "20k", "--set", "optimizer=sgd", "--set", "stepSize=1000000",
            "--set", "hidden=", "--run-dir", folder["run"], "--json");
        Assert.Equal(1, session.ExitCode);
        var json = session.Json();
        Assert.Equal("diverged", json.GetProperty("status").GetString());
        Assert.NotEmpty(json.GetProperty("divergedIn").GetString()!);
        Assert.Contains("Diverged at step", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_again_finds_the_same()
    {
        using var folder = new TemporaryFolder();
        var trained = Session.Run([.. Short, "--run-dir", folder["run"], "--json"]).Json();
        var again = Session.Run("evaluate", folder["run"], "--json").Json();
        Assert.Equal(trained.GetProperty("evaluation").ToString(), again.GetProperty("evaluation").ToString());
        var sampled = Session.Run("evaluate", folder["run"], "--sampled", "--json").Json();
        Assert.Equal(trained.GetProperty("sampledEvaluation").ToString(), sampled.GetProperty("evaluation").ToString());
        var other = Session.Run("evaluate", folder["run"], "--seed", "99", "--episodes", "7", "--json").Json();
        Assert.Equal(7, other.GetProperty("evaluation").GetProperty("episodes").GetInt32());
        Assert.NotEqual(trained.GetProperty("evaluation").GetProperty("mean").GetDouble(), other.GetProperty("evaluation").GetProperty("mean").GetDouble());
    }
}

using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class TuneCommandTests
{
    private static readonly string[] Small =
    [
        "tune", "q-learning", "FrozenLake-v1", "--env", "slippery=false", "--preset", "none", "--steps", "1800",
        "--trials", "12", "--episodes", "2", "--set", "gamma=0.95", "--seed", "4",
    ];

    [Fact]
    public void A_search_tells_its_best_settings_and_what_mattered_as_json()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            [.. Small, "--vary", "default", "--vary", "stepSize=log:1e-6..1", "--out", folder["study"], "--json"]);
        Assert.Equal(0, session.ExitCode);
        Assert.Contains("12 trials of 2 settings, up to 1,800 steps, 12 at 200 → 4 at 600 → 1 at 1,800", session.Error,
            StringComparison.Ordinal);
        var json = session.Json();
        foreach (var (name, value) in ((string, string)[])[
            ("algorithm", "q-learning"), ("environment", "FrozenLake-v1"), ("status", "completed"),
            ("strategy", "halving"), ("objective", "mean"), ("run", folder["study"])])
            Assert.Equal(value, json.GetProperty(name).GetString());
        Assert.Equal((12, 12, 0), (json.GetProperty("trials").GetInt32(), json.GetProperty("begun").GetInt32(),
            json.GetProperty("failed").GetInt32()));
        Assert.Equal(10, json.GetProperty("top").GetArrayLength());
        var best = json.GetProperty("best");
        Assert.Equal(best.ToString(), json.GetProperty("top")[0].ToString());
        Assert.Equal(1800, best.GetProperty("steps").GetInt64());
        Assert.Equal(
            ["epsilon", "stepSize"],
            best.GetProperty("settings").EnumerateObject().Select(member => member.Name).Order());
        Assert.InRange(json.GetProperty("importance").GetArrayLength(), 0, 2);      // none where all values are alike
        Assert.True(File.Exists(json.GetProperty("picture").GetString()));

        // The command that it names repeats the best trial's run.
        var command = json.GetProperty("command").GetString()!.Split(' ');
        Assert.Equal("pathwise", command[0]);
        var again = Session.Run([.. command[1..], "--run-dir", folder["again"], "--json"]);
        Assert.Equal("completed", again.Json().GetProperty("status").GetString());
        Assert.Equal(
            Final(best.GetProperty("run").GetString()!), Final(folder["again"]));

        static string Final(string run) => Convert.ToHexString(
            File.ReadAllBytes(Directory.GetFiles(Path.Combine(run, "checkpoints"), "final-*.safetensors").Single()));
    }

    [Fact]
    public void The_table_names_the_best_trials_and_what_comes_next()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            [.. Small, "--vary", "stepSize=0.1,0.5", "--strategy", "hyperband", "--out", folder["study"]]);
        Assert.Equal(0, session.ExitCode);
        string[] parts = ["stepSize", "12 of 12 begun", "tuning.png", "best.json", "pathwise train q-learning"];
        foreach (var part in parts)
            Assert.Contains(part, session.Output, StringComparison.Ordinal);
        Assert.Contains(" and ", session.Error, StringComparison.Ordinal);
        var report = Session.Run("tune", "report", folder["study"], "--top", "3", "--json");
        Assert.Equal((0, 3), (report.ExitCode, report.Json().GetProperty("top").GetArrayLength()));
    }

    [Fact]
    public void A_search_in_which_no_trial_has_a_value_failed()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            "tune", "reinforce", "Pendulum-v1", "--steps", "20k", "--trials", "2", "--strategy", "random", "--vary",
            "stepSize=500000,1000000", "--set", "optimizer=sgd", "--set", "hidden=none", "--out",
            folder["study"], "--json");
        Assert.Equal(1, session.ExitCode);
        Assert.Equal(JsonValueKind.Null, session.Json().GetProperty("best").ValueKind);
        Assert.Equal(2, session.Json().GetProperty("diverged").GetInt32());
        Assert.Contains("It diverged at step", session.Error, StringComparison.Ordinal);
        Assert.Contains("trial 1: It diverged", Session.Run("tune", "report", folder["study"]).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_stops_it_and_it_goes_on_to_the_same_end()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string[] search =
        [
            "tune", "reinforce-baseline", "CartPole-v1", "--steps", "18k", "--trials", "9", "--episodes", "2", "--vary",
            "stepSize=log:1e-3..0.1", "--vary", "episodes=1..4",
        ];
        using var child = new ChildProcess([.. search, "--out", folder["study"], "--parallel", "2", "--json"]);
        for (var i = 0; i < 3000 && !child.HasExited && !HasTrials(folder["study"]); i++) Thread.Sleep(5);
        child.Send(ChildProcess.Signal.Interrupt);
        var stopped = child.End();
        Assert.Equal(130, stopped.ExitCode);
        Assert.Equal("interrupted", stopped.Json().GetProperty("status").GetString());
        Assert.Contains("To go on: pathwise tune resume", stopped.Error, StringComparison.Ordinal);

        using (var killed = new ChildProcess("tune", "resume", folder["study"]))
        {
            Thread.Sleep(400);
            killed.Send(ChildProcess.Signal.Kill);
            killed.End();
        }

        Assert.Equal(0, Session.Run("tune", "resume", folder["study"], "--parallel", "1").ExitCode);
        Assert.Equal(0, Session.Run([.. search, "--out", folder["whole"], "--parallel", "3"]).ExitCode);
        foreach (var name in (string[])["trials.jsonl", "best.json"])
            Assert.Equal(Text(folder["whole"], name), Text(folder["study"], name));

        static string Text(string study, string name) =>
            RunFiles.WithoutTimes(File.ReadAllText(Path.Combine(study, name)));
        static bool HasTrials(string study) =>
            new FileInfo(Path.Combine(study, "trials.jsonl")) is { Exists: true, Length: > 0 };
    }

    [Theory]
    [InlineData("no option 'stepSzie'; did you mean 'stepSize'?", "tune", "ppo", "CartPole-v1", "--vary",
        "stepSzie=1..2")]
    [InlineData("needs <environment>", "tune", "ppo")]
    [InlineData("The value of --trials cannot be '0'", "tune", "ppo", "CartPole-v1", "--trials", "0")]
    [InlineData("strategy cannot be 'halvin'; it must be one of random, halving, hyperband", "tune", "ppo",
        "CartPole-v1", "--strategy", "halvin")]
    [InlineData("no environment 'CartPol-v1'; did you mean 'CartPole-v1'?", "tune", "ppo", "CartPol-v1")]
    [InlineData("There are no ranges for monte-carlo; say what to vary", "tune", "monte-carlo", "FrozenLake-v1",
        "--steps", "100")]
    [InlineData("There is no preset for q-learning on Taxi-v4, so say how long a run learns", "tune", "q-learning",
        "Taxi-v4")]
    [InlineData("There is no folder 'nowhere'.", "tune", "resume", "nowhere")]
    [InlineData("needs <study>", "tune", "report")]
    [InlineData("'nowhere.json' cannot be read", "train", "ppo", "CartPole-v1", "--preset", "nowhere.json")]
    [InlineData("one argument too many: 'more'", "tune", "ppo", "CartPole-v1", "more")]
    public void Bad_input_is_told_in_one_sentence(string part, params string[] args)
    {
        var session = Session.Run([.. args, "--json"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains(part, session.Json().GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, session.Error.AsSpan().Count('\n'));
    }

    [Fact]
    public void Folders_of_another_kind_and_damaged_journals_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run([.. Small, "--vary", "stepSize=0.1,0.5", "--out", folder["study"]]).ExitCode);
        AssertSays("There is a run", [.. Small, "--vary", "stepSize=0.1,0.5", "--out", folder["study"]]);
        AssertSays("pathwise tune", "resume", folder["study"]);
        AssertSays("pathwise tune", "evaluate", folder["study"]);
        var trial = Path.Combine(folder["study"], "trials", "0003");
        AssertSays("is of q-learning in FrozenLake-v1, not a search for settings", "tune", "resume", trial);
        Assert.Equal(0, Session.Run("evaluate", trial).ExitCode);

        var lines = File.ReadAllLines(Path.Combine(folder["study"], "trials.jsonl"));
        lines[4] = lines[4].Replace("\"trial\"", "\"trail\"", StringComparison.Ordinal);
        File.WriteAllLines(Path.Combine(folder["study"], "trials.jsonl"), lines);
        AssertSays("Line 5 of the journal", "tune", "report", folder["study"]);
        AssertSays("'trial' is missing", "tune", "resume", folder["study"]);

        static void AssertSays(string part, params string[] args)
        {
            var session = Session.Run(args);
            Assert.Equal(2, session.ExitCode);
            Assert.Contains(part, session.Error, StringComparison.Ordinal);
        }
    }
}

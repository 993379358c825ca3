using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

/// <summary>Evaluations, checkpoints and early ends while an agent learns, and what is done with them.</summary>
[Collection(OneAtATime.Name)]
public sealed class EvaluatedTrainingTests
{
    private static readonly string[] Short =
    [
        "train", "reinforce-baseline", "CartPole-v1", "--steps", "6k", "--evaluate-every", "1k", "--evaluation-episodes", "3",
        "--checkpoint-every", "1k", "--keep-checkpoints", "4",
    ];

    [Fact]
    public void The_best_policy_is_kept_told_of_and_evaluated()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run([.. Short, "--run-dir", folder["run"]]);
        Assert.Equal(0, session.ExitCode);
        Assert.Contains("while it learned", session.Output, StringComparison.Ordinal);
        Assert.Contains("--best", session.Output, StringComparison.Ordinal);

        var points = File.ReadAllLines(Path.Combine(folder["run"], "evaluations.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.InRange(points.Length, 4, 6);
        var best = points.MaxBy(point => point.GetProperty("greedy").GetProperty("mean").GetDouble());
        var json = Session.Run("resume", folder["run"], "--json").Json().GetProperty("best");
        Assert.Equal(best.GetProperty("step").GetInt64(), json.GetProperty("step").GetInt64());
        Assert.Equal(3, json.GetProperty("episodes").GetInt32());

        var evaluated = Session.Run("evaluate", folder["run"], "--best", "--json").Json();
        Assert.Equal("best", evaluated.GetProperty("policy").GetString());
        Assert.Equal(100, evaluated.GetProperty("evaluation").GetProperty("episodes").GetInt32());
        var played = Session.Run("play", folder["run"], "--best", "--json").Json();
        Assert.Equal("best", played.GetProperty("policy").GetString());
        // Episode 0 of a playback is episode 0 of the evaluation, with the same policy.
        var first = Session.Run("evaluate", folder["run"], "--best", "--episodes", "1", "--json").Json();
        Assert.Equal(
            first.GetProperty("evaluation").GetProperty("mean").GetDouble(),
            played.GetProperty("episodes")[0].GetProperty("return").GetDouble());
    }

    [Fact]
    public void Kept_checkpoints_can_be_evaluated_and_evaluating_others_leaves_the_run_as_it_was()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run([.. Short, "--run-dir", folder["run"]]).ExitCode);
        long[] steps = [.. Directory.GetFiles(Path.Combine(folder["run"], "checkpoints"), "step-*.json")
            .Select(file => long.Parse(Path.GetFileNameWithoutExtension(file)[5..], System.Globalization.CultureInfo.InvariantCulture)).Order()];
        Assert.Equal(4, steps.Length);
        var kept = File.ReadAllText(Path.Combine(folder["run"], "evaluation.json"));
        var json = Session.Run("evaluate", folder["run"], "--checkpoint", $"{steps[0]}", "--json").Json();
        Assert.Equal($"{steps[0]}", json.GetProperty("policy").GetString());
        Assert.Equal(kept, File.ReadAllText(Path.Combine(folder["run"], "evaluation.json")));

        var missing = Session.Run("evaluate", folder["run"], "--checkpoint", "17");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains($"{steps[0]}", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_that_earns_enough_ends_the_training()
    {
        using var folder = new TemporaryFolder();
        var json = Session.Run(
            "train", "ppo", "CartPole-v1", "--preset", "zoo", "--evaluate-every", "2k", "--evaluation-episodes", "5",
            "--stop-at-evaluation", "100", "--run-dir", folder["run"], "--json").Json();
        Assert.True(json.GetProperty("targetReached").GetBoolean());
        Assert.Contains("100", json.GetProperty("stopReason").GetString(), StringComparison.Ordinal);
        Assert.InRange(json.GetProperty("steps").GetInt64(), 2000, 60_000);
        Assert.True(json.GetProperty("best").GetProperty("mean").GetDouble() >= 100);
    }

    [Fact]
    public void A_training_that_gets_no_better_ends()
    {
        using var folder = new TemporaryFolder();
        // A step size of next to nothing learns nothing, so no evaluation after the first is better.
        var json = Session.Run(
            "train", "ppo", "CartPole-v1", "--preset", "none", "--steps", "1M", "--set", "stepSize=1e-30",
            "--evaluate-every", "2k", "--patience", "3", "--run-dir", folder["run"], "--json").Json();
        Assert.InRange(json.GetProperty("steps").GetInt64(), 8000, 20_000);
        Assert.False(json.GetProperty("targetReached").GetBoolean());
        Assert.Contains("3 evaluations", json.GetProperty("stopReason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--patience", "3")]
    [InlineData("--stop-at-evaluation", "100")]
    [InlineData("--evaluation-episodes", "4")]
    public void What_is_about_evaluations_needs_them(string option, string value)
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("train", "ppo", "CartPole-v1", option, value, "--run-dir", folder["run"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains(option, session.Error, StringComparison.Ordinal);
        Assert.Contains("--evaluate-every", session.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void A_policy_that_is_not_there_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run("train", "reinforce", "CartPole-v1", "--steps", "500", "--run-dir", folder["run"]).ExitCode);
        foreach (var command in (string[])["evaluate", "play", "export"])
        {
            var session = Session.Run(command, folder["run"], "--best");
            Assert.Equal(2, session.ExitCode);
            Assert.Contains("has kept no best policy", session.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, Session.Run("evaluate", folder["run"], "--best", "--checkpoint", "1").ExitCode);
    }

    [Fact]
    public void Every_algorithm_gives_the_same_fields()
    {
        using var folder = new TemporaryFolder();
        string[] Keys(string name, params string[] command)
        {
            var session = Session.Run([.. command, "--json"]);
            Assert.True(session.ExitCode == 0, session.Error);
            return [.. session.Json().EnumerateObject().Select(member => member.Name)];
        }

        string[]? trained = null, evaluated = null;
        foreach (var (name, preset) in (IEnumerable<(string, string)>)[("reinforce", "none"), ("ppo", "zoo"), ("a2c", "zoo"), ("dqn", "zoo")])
        {
            var run = folder[name];
            var train = Keys(name, "train", name, "CartPole-v1", "--preset", preset, "--steps", "1k", "--run-dir", run);
            Assert.Equal(trained ??= train, train);
            var evaluate = Keys(name, "evaluate", run, "--episodes", "2");
            Assert.Equal(evaluated ??= evaluate, evaluate);
        }

        Assert.Subset(
            trained!.ToHashSet(),
            ((string[])["run", "algorithm", "environment", "preset", "seed", "steps", "episodes", "seconds", "stepsPerSecond", "status",
                "stopReason", "targetReached", "meanReturn", "evaluation", "sampledEvaluation", "best", "threshold", "solved", "picture"]).ToHashSet());
    }

    [Fact]
    public void Several_seeds_are_evaluated_together_with_intervals()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["train", "reinforce-baseline", "CartPole-v1", "--steps", "3k", "--seeds", "4"];
        var trained = Session.Run([.. train, "--run-dir", folder["all"], "--json"]).Json();
        var evaluated = Session.Run("evaluate", folder["all"], "--json").Json();
        Assert.Equal(
            trained.GetProperty("evaluationOverSeeds").ToString(), evaluated.GetProperty("evaluationOverSeeds").ToString());
        Assert.Equal(4, evaluated.GetProperty("runs").GetArrayLength());
        Assert.Equal(400, evaluated.GetProperty("evaluation").GetProperty("episodes").GetInt32());
        var seeds = evaluated.GetProperty("evaluationOverSeeds");
        foreach (var name in (string[])["mean", "interquartileMean"])
        {
            var interval = seeds.GetProperty(name + "Interval");
            Assert.InRange(seeds.GetProperty(name).GetDouble(), interval[0].GetDouble(), interval[1].GetDouble());
        }

        var text = Session.Run("evaluate", folder["all"]).Output;
        foreach (var said in (string[])["seed 1:", "seed 4:", "4 seeds:", "interquartile mean", "95 %"])
            Assert.Contains(said, text, StringComparison.Ordinal);
        var resumed = Session.Run("resume", folder["all"]);
        Assert.Contains("interquartile mean", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("95 %", resumed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_and_resumed_it_leaves_the_same_evaluations()
    {
        using var folder = new TemporaryFolder();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Equal(130, Session.Run(Catalogue.Standard, stopped.Token, [.. Short, "--run-dir", folder["run"]]).ExitCode);
        Assert.Equal(0, Session.Run("resume", folder["run"]).ExitCode);
        Assert.Equal(0, Session.Run([.. Short, "--run-dir", folder["whole"]]).ExitCode);
        Assert.Equal(RunFiles.Of(folder["whole"]), RunFiles.Of(folder["run"]));
        Assert.Equal(
            File.ReadAllText(Path.Combine(folder["whole"], "evaluations.jsonl")),
            File.ReadAllText(Path.Combine(folder["run"], "evaluations.jsonl")));
    }
}

using System.Text.Json;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class ExportCommandTests
{
    [Fact]
    public void An_onnx_file_is_written_into_the_run_and_described()
    {
        using var folder = Trained("ppo", "CartPole-v1");
        var json = Session.Run("export", folder["run"], "--json").Json();
        var path = json.GetProperty("onnx").GetString()!;
        Assert.Equal(Path.Combine(folder["run"], "policy.onnx"), path);
        Assert.Equal(new FileInfo(path).Length, json.GetProperty("bytes").GetInt64());
        Assert.Equal(17, json.GetProperty("opset").GetInt32());
        Assert.Equal("""[{"name":"observation","shape":["batch",4]}]""", Compact(json.GetProperty("inputs")));
        Assert.Equal(
            """[{"name":"logits","shape":["batch",2]},{"name":"action","shape":["batch",1]}]""",
            Compact(json.GetProperty("outputs")));
        Assert.Equal(
            ("ppo", "CartPole-v1", 1),
            (json.GetProperty("algorithm").GetString(), json.GetProperty("environment").GetString(),
                json.GetProperty("seed").GetInt32()));
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes_and_what_was_there_is_replaced()
    {
        using var folder = Trained("dqn", "CartPole-v1");
        var (first, second) = (folder["a.onnx"], folder["deep/er/b.onnx"]);
        File.WriteAllText(first, "old");
        Assert.Equal(0, Session.Run("export", folder["run"], "--onnx", first).ExitCode);
        Assert.Equal(0, Session.Run("export", folder["run"], "--onnx", second).ExitCode);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.False(File.Exists(Path.Combine(folder["run"], "policy.onnx")));
    }

    [Fact]
    public void A_policy_file_acts_without_its_run()
    {
        using var folder = Trained("reinforce-baseline", "Pendulum-v1");
        var session = Session.Run("export", folder["run"], "--policy", folder["policy.safetensors"]);
        Assert.Equal((0, ""), (session.ExitCode, session.Error));
        Assert.Contains("Box(3) → Box(1)", session.Output, StringComparison.Ordinal);
        Directory.Delete(folder["run"], recursive: true);
        var action = new float[1];
        PolicyFile.Load(folder["policy.safetensors"]).Act([1, 0, 0], action);
        Assert.InRange(action[0], -2, 2);
    }

    [Fact]
    public void The_best_policy_is_the_one_of_its_evaluation()
    {
        using var folder = new TemporaryFolder();
        var plan = new TrainingPlan(1500) { Evaluation = new(500) };
        Run.Create(folder["run"], new("a2c", "CartPole-v1", plan)).Train();
        var last = Session.Run("export", folder["run"], "--onnx", folder["last.onnx"], "--json").Json();
        var best = Session.Run("export", folder["run"], "--best", "--onnx", folder["best.onnx"], "--json").Json();
        Assert.Equal(1500, last.GetProperty("steps").GetInt64());
        var steps = Run.Open(folder["run"]).LoadBestPolicy().Parts.Origin!.Steps;
        Assert.Equal(steps, best.GetProperty("steps").GetInt64());
        Assert.Contains(steps, (long[])[500, 1000, 1500]);
    }

    [Fact]
    public void What_cannot_be_exported_is_told_and_nothing_is_written()
    {
        using var folder = Trained("q-learning", "CliffWalking-v1");
        Refused(2, "is no network but a table", "export", folder["run"], "--onnx", folder["table.onnx"]);
        Assert.False(File.Exists(folder["table.onnx"]));
        Refused(2, "There is no folder", "export", folder["nothing"]);
        using var other = Trained("a2c", "CartPole-v1");
        Refused(2, "has kept no best policy", "export", other["run"], "--best");
        Refused(2, "is a folder", "export", other["run"], "--onnx", other["run"]);
        Refused(2, "cannot be made", "export", other["run"], "--onnx", Path.Combine(other["run"], "manifest.json", "x.onnx"));

        static void Refused(int code, string what, params string[] args)
        {
            var session = Session.Run(args);
            Assert.Equal(code, session.ExitCode);
            Assert.Contains(what, session.Error, StringComparison.Ordinal);
        }
    }

    private static string Compact(JsonElement json) => json.GetRawText();

    private static TemporaryFolder Trained(string algorithm, string environment)
    {
        var folder = new TemporaryFolder();
        var session = Session.Run(
            "train", algorithm, environment, "--steps", "1500", "--seed", "1", "--run-dir", folder["run"], "--json");
        Assert.Equal(0, session.ExitCode);
        return folder;
    }
}

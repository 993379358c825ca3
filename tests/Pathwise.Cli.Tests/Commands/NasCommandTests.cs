using Pathwise.ArchitectureSearch;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class NasCommandTests
{
    private static readonly string[] Toy =
        ["nas", "search", "--space", "toy", "--evaluator", "synthetic", "--strategy", "evolution"];

    [Fact]
    public void A_search_tells_its_best_network_as_json()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            [.. Toy, "--children", "80", "--evaluator-set", "failing=0.1", "--reward", "soft", "--target", "5",
            "--run-dir", folder["run"], "--json"]);
        Assert.Equal(0, session.ExitCode);
        var json = session.Json();
        Assert.Equal("toy", json.GetProperty("space").GetString());
        Assert.Equal("evolution", json.GetProperty("strategy").GetString());
        Assert.Equal(folder["run"], json.GetProperty("run").GetString());
        Assert.Equal(80, json.GetProperty("children").GetInt32());
        var best = json.GetProperty("best");
        Assert.Equal(5, SearchSpaces.ParseGenotype(best.GetProperty("genotype").GetString()!).Choices.Length);
        foreach (var name in (string[])["reward", "accuracy", "multiplyAdds", "parameters"])
            Assert.True(best.GetProperty(name).GetDouble() > 0, name);
        Assert.True(json.GetProperty("meanRewardLast").GetDouble() > json.GetProperty("meanRewardFirst").GetDouble());
        Assert.True(json.GetProperty("failed").GetInt32() > 0);
        Assert.True(json.GetProperty("seconds").GetDouble() >= 0);
        Assert.All(json.GetProperty("pictures").EnumerateArray(), path => Assert.True(File.Exists(path.GetString())));
        Assert.Contains("T^0.07", session.Error, StringComparison.Ordinal);     // the target only scales the reward
    }

    [Fact]
    public void Killed_at_any_point_and_resumed_it_leaves_the_bytes_of_an_uninterrupted_search()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string[] search = [.. Toy, "--children", "60", "--batch", "6", "--evaluator-set", "failing=0.1"];
        var slow = "milliseconds=20";
        var random = new Random(5);      // the points are random, the list of them is not
        var kills = 0;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            string[] args = HasManifest(folder["run"])
                ? ["nas", "resume", folder["run"]]
                : [.. search, "--evaluator-set", slow, "--workers", "2", "--run-dir", folder["run"]];
            using var child = new ChildProcess(args);
            for (var i = 0; i < 3000 && !child.HasExited && !HasManifest(folder["run"]); i++) Thread.Sleep(5);
            Thread.Sleep(random.Next(10, 250));
            if (child.HasExited) break;
            child.Send(ChildProcess.Signal.Kill);
            child.End();
            kills++;
        }

        Assert.InRange(kills, 1, 5);
        Assert.Equal(0, Session.Run("nas", "resume", folder["run"]).ExitCode);
        Assert.Equal(
            0, Session.Run(
                [.. search, "--evaluator-set", slow, "--workers", "1", "--run-dir", folder["whole"]]).ExitCode);
        Assert.Equal(Files(folder["whole"]), Files(folder["run"]));
    }

    [Fact]
    public void A_signal_stops_it_and_it_says_how_to_go_on()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        using var child = new ChildProcess(
            [.. Toy, "--children", "500", "--evaluator-set", "milliseconds=50", "--run-dir", folder["run"], "--json"]);
        for (var i = 0; i < 3000 && !child.HasExited && !HasChildren(folder["run"]); i++) Thread.Sleep(5);
        child.Send(ChildProcess.Signal.Interrupt);
        var session = child.End();
        Assert.Equal(130, session.ExitCode);
        Assert.Equal("interrupted", session.Json().GetProperty("status").GetString());
        Assert.Contains("pathwise nas resume", session.Error, StringComparison.Ordinal);

        static bool HasChildren(string run) =>
            new FileInfo(Path.Combine(run, "children.jsonl")) is { Exists: true, Length: > 0 };
    }

    [Fact]
    public void A_search_on_the_table_needs_no_evaluator_and_tells_the_test_accuracy()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            "nas", "search", "--space", "nasbench201", "--strategy", "random", "--children", "40", "--dataset",
            "cifar100",
            "--reward", "hard", "--cost", "latency", "--target", "20", "--run-dir", folder["run"], "--json");
        Assert.Equal((0, 1), (session.ExitCode, session.Error.AsSpan().Count('\n')));
        var best = session.Json().GetProperty("best");
        Assert.InRange(best.GetProperty("latency").GetDouble(), 0.1, 100);
        Assert.InRange(best.GetProperty("testAccuracy").GetDouble(), 0.01, 0.73513);
        Assert.Equal("table", session.Json().GetProperty("evaluator").GetString());
    }

    [Fact]
    public void Strategies_are_compared_with_random_search_by_tests()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            "nas", "compare", "--strategies", "random,evolution:sample=10,reinforce", "--runs", "60", "--children",
            "60",
            "--out", folder["c.png"], "--json");
        Assert.Equal(0, session.ExitCode);
        var rows = session.Json().GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(
            ["random", "evolution:sample=10", "reinforce"],
                rows.Select(row => row.GetProperty("strategy").GetString()));
        Assert.All(rows, row =>
        {
            Assert.InRange(row.GetProperty("mean").GetDouble(), 92, 94.373);
            Assert.Equal((60, 60), (row.GetProperty("children").GetInt32(), row.GetProperty("runs").GetInt32()));
            Assert.Equal(
                row.GetProperty("std").GetDouble() / Math.Sqrt(60), row.GetProperty("standardError").GetDouble(), 12);
        });
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rows[0].GetProperty("p").ValueKind);
        Assert.InRange(rows[1].GetProperty("correctedP").GetDouble(), rows[1].GetProperty("p").GetDouble(), 1);
        Assert.True(new FileInfo(folder["c.png"]).Length > 1000);
    }

    [Fact]
    public void The_best_are_trained_again_beside_random_ones()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run([.. Toy, "--children", "100", "--run-dir", folder["run"]]).ExitCode);
        var session = Session.Run(
            "nas", "report", folder["run"], "--top", "4", "--random", "6", "--seeds", "2", "--evaluator-set",
            "diverging=0.2", "--json");
        Assert.Equal(0, session.ExitCode);
        var json = session.Json();
        Assert.Equal(10, json.GetProperty("networks").GetArrayLength());
        Assert.Equal(
            json.GetProperty("difference").GetDouble(),
            json.GetProperty("top").GetProperty("mean").GetDouble()
            - json.GetProperty("random").GetProperty("mean").GetDouble(), 12);
        Assert.InRange(json.GetProperty("cliffsDelta").GetDouble(), 0.01, 1);
        Assert.Contains("top − random", Session.Run("nas", "report", folder["run"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_strategy_preset_and_evaluator_is_described_with_its_options()
    {
        var parts = Session.Run("nas", "describe", "--json").Json().EnumerateArray().ToArray();
        Assert.Contains(parts, part => part.GetProperty("id").GetString() == "reinforce-nasbench201");
        foreach (var part in parts)
        {
            var id = part.GetProperty("id").GetString()!;
            var options = Session.Run("nas", "describe", id, "--json").Json().GetProperty("options");
            Assert.True(options.GetArrayLength() > 0, id);
            var text = Session.Run("nas", "describe", id).Output;
            Assert.All(
                options.EnumerateArray(),
                option => Assert.Contains(option.GetProperty("name").GetString()!, text, StringComparison.Ordinal));
        }

        Assert.Contains("did you mean 'evolution'", Session.Run("nas", "describe", "evoluton").Error);
    }

    [Theory]
    [InlineData("looks at no images", "search", "--space", "toy", "--evaluator", "synthetic", "--dataset", "mnist")]
    [InlineData(
        "did you mean 'evolution'", "search", "--space", "toy", "--evaluator", "synthetic", "--strategy", "evoluton")]
    [InlineData("There is no search space 'imagenet'", "search", "--space", "imagenet", "--evaluator", "synthetic")]
    [InlineData("There is no evaluator 'oracle'", "search", "--space", "toy", "--evaluator", "oracle")]
    [InlineData("holds the cells of the space nasbench201", "search", "--space", "toy", "--evaluator", "table")]
    [InlineData("must be a whole number", "search", "--space", "toy", "--evaluator", "synthetic", "--children", "0")]
    [InlineData("give it, as in --target 20", "search", "--space", "toy", "--evaluator", "synthetic", "--reward",
        "hard", "--cost", "latency")]
    [InlineData("There is no folder", "resume", "no-such-run")]
    [InlineData("There is no data set 'cifra10'; did you mean 'cifar10'", "compare", "--dataset", "cifra10")]
    [InlineData("is named twice", "compare", "--strategies", "random,random")]
    [InlineData("There is no option 'popsize'", "compare", "--strategies", "evolution:popsize=3")]
    public void Bad_input_is_told_in_one_sentence(string part, params string[] args)
    {
        var session = Session.Run(["nas", .. args]);
        Assert.Equal(2, session.ExitCode);
        Assert.StartsWith("error: ", session.Error, StringComparison.Ordinal);
        Assert.Contains(part, session.Error, StringComparison.Ordinal);
        Assert.Equal(1, session.Error.AsSpan().Count('\n'));
    }

    [Fact]
    public void A_search_is_told_apart_from_an_agents_run()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Session.Run([.. Toy, "--children", "5", "--run-dir", folder["run"]]).ExitCode);
        Assert.Contains("pathwise nas", Session.Run("resume", folder["run"]).Error, StringComparison.Ordinal);
        Assert.Contains(
            "There is a run in", Session.Run([.. Toy, "--run-dir", folder["run"]]).Error, StringComparison.Ordinal);
    }

    private static bool HasManifest(string run) => File.Exists(Path.Combine(run, "manifest.json"));

    private static SortedDictionary<string, string> Files(string run)
    {
        var files = RunFiles.Of(run);
        foreach (var name in (string[])["children.jsonl", "best.json", "unfinished.jsonl"])
            files[name] = RunFiles.WithoutTimes(File.ReadAllText(Path.Combine(run, name)));
        return files;
    }
}

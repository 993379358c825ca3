using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Tests.Experiments.Runs;

public sealed class AutoencoderRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_breaks_is_noted_and_can_be_gone_on_with_exactly()
    {
        var whole = Create("whole");
        Assert.Equal(RunStatus.Completed, whole.Train().Status);

        var broken = Create("run");
        broken.ProgressInterval = TimeSpan.Zero;
        Assert.Throws<InvalidOperationException>(() => broken.Train(new Breaks(at: 0.7)));
        Assert.Equal((RunStatus.Failed, "It fell over."), (broken.Manifest.Status, broken.Manifest.Error));
        Assert.Equal("failed", Manifest("run").GetProperty("status").GetString());
        Assert.Equal("It fell over.", Manifest("run").GetProperty("error").GetString());

        var again = AutoencoderRun.Open(_folder.In("run"));
        Assert.Equal(RunStatus.Completed, again.Train().Status);
        Assert.Null(again.Manifest.Error);
        RunBytes.AssertEqual(_folder.In("whole"), _folder.In("run"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_noted_too()
    {
        var run = Create("run");
        Directory.CreateDirectory(_folder.In("run", "metrics.jsonl"));
        Assert.Throws<BadInputException>(() => run.Train());
        Assert.Equal("failed", Manifest("run").GetProperty("status").GetString());
        Directory.Delete(_folder.In("run", "metrics.jsonl"));
        Assert.Equal(RunStatus.Completed, AutoencoderRun.Open(_folder.In("run")).Train().Status);
    }

    /// <summary>Runs of the first versions name their data and its convention alone.</summary>
    [Fact]
    public void A_run_without_a_sum_can_be_opened_and_gone_on_with()
    {
        Create("run");
        var path = _folder.In("run", "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.True(manifest["environmentArguments"]!.AsObject().Remove("sha256"));
        Assert.Equal("grey", manifest["environmentArguments"]!["convention"]!.GetValue<string>());
        File.WriteAllText(path, manifest.ToJsonString());
        var run = AutoencoderRun.Open(_folder.In("run"));
        Assert.Equal((AutoencoderKinds.Variational, "digits"), (run.Kind, run.Dataset));
        Assert.Equal(RunStatus.Completed, run.Train().Status);
        Assert.NotNull(run.LastEpoch);
    }

    [Fact]
    public void A_model_that_is_too_large_is_refused_before_there_is_a_folder()
    {
        var plan = new AutoencoderPlan(new DataSource("digits"))
        {
            Options = new PlainAutoencoderOptions { EncoderHidden = [65_536, 65_536] },
        };
        Assert.Equal(
            "A network of 64-65536-65536-20 would have 4300603412 parameters, more than 268435456; give smaller examples, or fewer hidden units.",
            Assert.Throws<BadInputException>(() => AutoencoderRun.Create(_folder.In("run"), plan)).Message);
        Assert.False(Directory.Exists(_folder.In("run")));
    }

    private AutoencoderRun Create(string name) => AutoencoderRun.Create(_folder.In(name), new(new DataSource("digits"))
    {
        Options = new VariationalAutoencoderOptions { Latents = 2, EncoderHidden = [8], DecoderHidden = [8], Epochs = 3 },
    });

    private JsonElement Manifest(string run) => JsonDocument.Parse(File.ReadAllText(_folder.In(run, "manifest.json"))).RootElement;

    private sealed class Breaks(double at) : IProgress<AutoencoderProgress>
    {
        public void Report(AutoencoderProgress value)
        {
            if (value.Fraction >= at) throw new InvalidOperationException("It fell over.");
        }
    }
}

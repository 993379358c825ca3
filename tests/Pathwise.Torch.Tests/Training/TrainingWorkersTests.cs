using System.Diagnostics;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Experiments.Runs;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Torch.Tests.Training;

/// <summary>The worker itself, as a process, which the build put beside these tests.</summary>
public sealed class TrainingWorkersTests(TrainingWorkersTests.SharedWorkers shared)
    : IClassFixture<TrainingWorkersTests.SharedWorkers>
{
    private readonly TrainingWorkers _workers = shared.Workers;

    private static TrainingJob Job { get; } = new()
    {
        Id = 0,
        Options = new()
        {
            Dataset = "digits", ValidationImages = 300, Epochs = 2, BatchSize = 64, StepSize = Schedule.Cosine(0.1),
        },
        Network = Network(), Seeds = new SeedSequence(3).Child(7),
    };

    public sealed class SharedWorkers : IDisposable
    {
        public TrainingWorkers Workers { get; } = new();

        public void Dispose() => Workers.Dispose();
    }

    [Fact]
    public void A_worker_says_what_the_images_are()
    {
        var images = _workers.Run(Job with { Network = null }).Images;
        Assert.Equal(new(new(1, 8, 8), 10, 1197, 300), images);
    }

    [Fact]
    public void Two_workers_give_the_same_numbers_as_one_and_tell_each_epoch()
    {
        var epochs = new List<TrainingAnswer>();
        var alone = _workers.Run(Job, epochs.Add);
        var answers = new TrainingAnswer[2];
        Parallel.For(0, 2, i => answers[i] = _workers.Run(Job));

        Assert.Equal(TrainingAnswerKind.Trained, alone.Kind);
        Assert.True(alone.Accuracy > 0.5, $"{alone.Accuracy}");
        Assert.All(answers, answer => Assert.Equal((alone.Accuracy, alone.Loss), (answer.Accuracy, answer.Loss)));
        Assert.Equal([1, 2], epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(alone.Accuracy, epochs[^1].Accuracy);
    }

    [Fact]
    public void A_job_whose_worker_is_killed_is_done_by_the_next()
    {
        var expected = _workers.Run(Job);
        var killed = false;
        var answer = _workers.Run(Job, _ =>
        {
            if (killed) return;
            killed = true;
            using var worker = Process.GetProcessById(Assert.Single(_workers.Busy));
            worker.Kill();
            worker.WaitForExit();
        });

        Assert.True(killed);
        Assert.Equal(TrainingAnswerKind.Trained, answer.Kind);
        Assert.Equal((expected.Accuracy, expected.Loss), (answer.Accuracy, answer.Loss));
    }

    [Fact]
    public void A_worker_that_always_dies_is_a_failure_and_no_exception()
    {
        if (!File.Exists("/bin/false")) return;
        using var workers = new TrainingWorkers("/bin/false");
        var answer = workers.Run(Job);
        Assert.Equal(TrainingAnswerKind.Failed, answer.Kind);
        Assert.Equal("The worker that trained it died, and so did the next (exit code 1).", answer.Failure);
    }

    [Fact]
    public void A_missing_data_set_is_refused_and_the_worker_lives_on()
    {
        var error = Assert.Throws<BadInputException>(() =>
            _workers.Run(Job with { Options = Job.Options with { Dataset = "digitz" } }));
        Assert.Equal("There is no data set 'digitz'; did you mean 'digits'?", error.Message);
        Assert.NotNull(_workers.Run(Job with { Network = null }).Images);
    }

    [Fact]
    public void A_training_that_blows_up_has_diverged()
    {
        var wild = Job.Options with { StepSize = Schedule.Constant(1000), L2 = 1, MaxGradientNorm = null };
        var answer = _workers.Run(Job with { Options = wild with { Epochs = 5 } });
        Assert.Equal(TrainingAnswerKind.Diverged, answer.Kind);
        Assert.StartsWith("Its loss, or an output, was not finite in epoch", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_is_cancelled_with_its_worker()
    {
        using var cancellation = new CancellationTokenSource();
        var endless = Job with { Options = Job.Options with { Epochs = 10_000 } };
        Assert.Throws<OperationCanceledException>(() =>
            _workers.Run(endless, _ => cancellation.Cancel(), cancellation.Token));
        Assert.Empty(_workers.Busy);
    }

    [Fact]
    public void A_trained_network_is_kept_with_what_it_takes_to_use_it()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("pathwise-").FullName, "network");
        try
        {
            var answer = _workers.Run(Job with { Destination = folder, IsTested = true });
            var network = TrainedNetwork.Load(folder);
            Assert.Equal((answer.Accuracy, answer.TestAccuracy), (network.Accuracy, network.TestAccuracy));
            Assert.InRange(answer.TestAccuracy!.Value, 0.3, 1);
            Assert.Equal(Job.Options, network.Options);
            Assert.All(network.Weights.Blueprint.Nodes,
                node => Assert.Equal(Job.Network!.Nodes[node.Index].Layer, node.Layer));
            Assert.Single(network.Means);

            File.Delete(Path.Combine(folder, "weights.safetensors"));
            Assert.Throws<BadInputException>(() => TrainedNetwork.Load(folder));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    private static Blueprint Network()
    {
        var builder = new BlueprintBuilder("small", new(1, 8, 8));
        var x = builder.Normalize(builder.Convolution(builder.Input, 8, 3), new(1e-5, 0.9));
        builder.Add(new LinearLayer(10, HasBias: true), builder.Relu(x));
        return builder.Build();
    }
}

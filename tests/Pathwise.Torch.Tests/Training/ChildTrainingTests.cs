using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Torch.Images;
using Pathwise.Torch.Training;

namespace Pathwise.Torch.Tests.Training;

public sealed class ChildTrainingTests
{
    private static readonly ChildTrainingOptions Options = new()
    {
        Dataset = "digits", ValidationImages = 300, Epochs = 3, BatchSize = 32, StepSize = Schedule.Cosine(0.1),
    };

    private static readonly ChildImages Digits = ChildImages.Load(Options);

    [Theory]
    [InlineData(ChildOptimizer.Nesterov, 0.1)]
    [InlineData(ChildOptimizer.Adam, 0.01)]
    public void A_small_network_learns_digits(ChildOptimizer optimizer, double stepSize)
    {
        using var training = Training(
            Options with { Optimizer = optimizer, StepSize = Schedule.Cosine(stepSize) }, seed: 1);
        var before = training.Accuracy(Digits.Validation);
        var losses = new List<double>();
        while (training.Epochs < Options.Epochs)
        {
            Assert.True(training.RunEpoch(default));
            losses.Add(training.Loss);
        }

        Assert.True(before < 0.3, $"{before} before it has learned");
        var after = training.Accuracy(Digits.Validation);
        Assert.True(after > 0.9, $"{after} after it has learned; losses {string.Join(", ", losses)}");
        Assert.True(losses[^1] < losses[0] / 2);
    }

    [Fact]
    public void A_seed_gives_the_same_bits_and_another_seed_others()
    {
        var (first, again, other) = (Trained(1), Trained(1), Trained(2));
        Assert.Equal(first.Parameters, again.Parameters);
        Assert.Equal(first.Statistics, again.Statistics);
        Assert.NotEqual(first.Parameters, other.Parameters);

        static NetworkWeights Trained(ulong seed)
        {
            using var training = Training(Options, seed);
            training.RunEpoch(default);
            return training.Network.Weights();
        }
    }

    [Fact]
    public void A_step_size_that_is_far_too_large_is_called_divergence()
    {
        using var training = Training(
            Options with { StepSize = Schedule.Constant(1e3), L2 = 1, MaxGradientNorm = null }, seed: 1);
        var isFinite = true;
        for (var epoch = 0; epoch < 3 && isFinite; epoch++) isFinite = training.RunEpoch(default);
        Assert.False(isFinite);
        Assert.False(double.IsFinite(training.Loss));
    }

    [Fact]
    public void A_training_stops_when_it_is_told_to()
    {
        using var training = Training(Options, 1);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => training.RunEpoch(cancellation.Token));
    }

    private static ChildTraining Training(ChildTrainingOptions options, ulong seed)
    {
        var builder = new BlueprintBuilder("small", new(1, 8, 8));
        var normalization = new BatchNormalizationLayer(1e-5, 0.9);
        var x = builder.Relu(builder.Normalize(builder.Convolution(builder.Input, 8, 3), normalization));
        x = builder.Relu(builder.Normalize(builder.Convolution(x, 16, 3, stride: 2), normalization));
        builder.Add(new LinearLayer(10, HasBias: true), x);
        return new(builder.Build(), Digits, options, new SeedSequence(seed));
    }
}

using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Published.Tests;

/// <summary>PyTorch's example of a VAE on MNIST's grey levels, and the two lines between which every such model lies.</summary>
public sealed class MnistAutoencoderTests
{
    private static readonly Dataset Train = Mnist.Load(DataSplit.Train, PixelConvention.Grey);

    private static readonly Dataset Test = Mnist.Load(DataSplit.Test, PixelConvention.Grey);

    /// <summary>Logs of the example print 127.30 and 115.79 after the first two epochs; runs differ by some tenths, the first by more.</summary>
    [Fact]
    public void The_first_epochs_reach_what_the_example_prints()
    {
        var options = new VariationalAutoencoderOptions();
        var (training, model) = Training(options);
        double Loss() => ModelEvaluation.Bound(model, Test, new(2)).Means.Loss;
        training.TrainEpoch();
        Assert.Equal(127.3, Loss(), 2.0);
        training.TrainEpoch();
        Assert.Equal(115.8, Loss(), 1.5);
    }

    [Fact]
    public void Grey_levels_have_their_entropy_as_floor()
    {
        var (sum, image, rng) = (0.0, new float[784], new Rng(1));
        for (var i = 0; i < Test.Count; i++)
        {
            Test.Read(i, image, ref rng);
            sum += BernoulliLikelihood.Floor(image) / Test.Count;
        }

        Assert.Equal(45.534, sum, 0.001);
    }

    /// <summary>With a divergence that costs too much all digits become the mean digit: reconstructed as by independent coins.</summary>
    [Fact]
    public void Too_high_a_beta_makes_the_mean_digit_of_all()
    {
        Assert.Equal(206.03, Collapse.BernoulliReference(Train, Train, new(1)), 0.01);
        Assert.Equal(205.65, Collapse.BernoulliReference(Test, Test, new(1)), 0.01);    // with means of its own, as it is quoted
        var reference = Collapse.BernoulliReference(Train, Test, new(1));

        var (training, model) = Training(new()
        {
            Latents = 2, EncoderHidden = [32], DecoderHidden = [16], Beta = 1000, BatchSize = 64, Epochs = 3,
            StepSize = Schedule.Cosine(0.02),                                            // pixels that are never on need logits far below 0
        });
        while (!training.IsFinished) training.TrainEpoch();
        var bound = ModelEvaluation.Bound(model, Test, new(2));
        Assert.Equal(reference, bound.Means.Reconstruction, 0.3);
        Assert.True(bound.Means.Divergence < 0.01);
        Assert.True(Collapse.IsCollapsed(bound.Means.Reconstruction, reference));
    }

    private static (AutoencoderTraining Training, VariationalAutoencoder Model) Training(VariationalAutoencoderOptions options)
    {
        var seeds = new SeedSequence(1);
        var model = VariationalAutoencoder.Create(options, 784, seeds);
        return (new(model, Train, options, seeds, new Workers(2)), model);
    }
}

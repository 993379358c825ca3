using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Published.Tests;

/// <summary>PyTorch's example of a VAE on MNIST's grey levels, and the two lines between which every such model
/// lies.</summary>
public sealed class MnistAutoencoderTests
{
    private static readonly Dataset Train = Mnist.Load(DataSplit.Train, PixelConvention.Grey);

    private static readonly Dataset Test = Mnist.Load(DataSplit.Test, PixelConvention.Grey);

    /// <summary>Logs of the example print 127.30 and 115.79 after the first two epochs; runs differ by some tenths, the
    /// first by more.</summary>
    [Fact]
    public void The_first_epochs_reach_what_the_example_prints()
    {
        var options = new VariationalAutoencoderOptions();
        var (training, model) = Training(Train, options);
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

    /// <summary>With a divergence that costs too much all digits become the mean digit: reconstructed as by independent
    /// coins.</summary>
    [Fact]
    public void Too_high_a_beta_makes_the_mean_digit_of_all()
    {
        Assert.Equal(206.03, Collapse.BernoulliReference(Train, Train, new(1)), 0.01);
        Assert.Equal(205.65, Collapse.BernoulliReference(Test, Test, new(1)), 0.01);    // with means of its own
        var reference = Collapse.BernoulliReference(Train, Test, new(1));

        AssertCollapsed(Train, Test, reference);
    }

    /// <summary>The static binarisation is not bundled: where it is not, the grey digits stand for it.</summary>
    [Fact]
    public void Too_high_a_beta_makes_the_mean_digit_of_the_static_binarisation()
    {
        Assert.SkipUnless(
            DatasetCatalog.Find("binarized-mnist").IsHere,
            "The static binarisation is not here; 'pathwise data get binarized-mnist' fetches it.");
        var train = Mnist.Load(DataSplit.Train, PixelConvention.StaticBinary);
        var test = Mnist.Load(DataSplit.Test, PixelConvention.StaticBinary);
        Assert.Equal(205.99, Collapse.BernoulliReference(train, train, new(1)), 0.01);
        Assert.Equal(205.79, Collapse.BernoulliReference(train, test, new(1)), 0.01);
        AssertCollapsed(train, test, reference: 205.79);
    }

    private static void AssertCollapsed(Dataset train, Dataset test, double reference)
    {
        var (training, model) = Training(train, new()
        {
            Latents = 2, EncoderHidden = [32], DecoderHidden = [16], Beta = 1000, BatchSize = 64, Epochs = 3,
            StepSize = Schedule.Cosine(0.02),                   // pixels that are never on need logits far below 0
        });
        while (!training.IsFinished) training.TrainEpoch();
        var bound = ModelEvaluation.Bound(model, test, new(2));
        Assert.Equal(reference, bound.Means.Reconstruction, 0.3);
        Assert.True(bound.Means.Divergence < 1e-3, $"{bound.Means}");
        Assert.True(Collapse.IsCollapsed(bound.Means.Reconstruction, reference));
        Assert.Equal(0, ActiveUnits.Count(model, test.First(500, new(3))));
    }

    private static (AutoencoderTraining Training, VariationalAutoencoder Model) Training(
        Dataset train, VariationalAutoencoderOptions options)
    {
        var seeds = new SeedSequence(1);
        var model = VariationalAutoencoder.Create(options, 784, seeds);
        return (new(model, train, options, seeds, new Workers(2)), model);
    }
}

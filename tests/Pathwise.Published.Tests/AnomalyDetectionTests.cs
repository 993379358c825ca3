using Pathwise.Autoencoders;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Published.Tests;

/// <summary>The likelihood's trap on MNIST alone: to a model of all digits but ones, ones are likelier than what it
/// knows.</summary>
public sealed class AnomalyDetectionTests
{
    [Fact]
    public void Ones_that_were_left_out_are_in_the_trap_and_thresholds_keep_what_they_promise()
    {
        var train = Only(Mnist.Load(DataSplit.Train, PixelConvention.Grey), label => label != 1);
        var test = Mnist.Load(DataSplit.Test, PixelConvention.Grey);
        var (known, ones) = (Only(test, label => label != 1), Only(test, label => label == 1));
        var (seeds, options) = (new SeedSequence(1), new VariationalAutoencoderOptions { Epochs = 1 });
        using var workers = new Workers(Environment.ProcessorCount);
        var model = VariationalAutoencoder.Create(options, train.Size, seeds);
        new AutoencoderTraining(model, train, options, seeds, workers).TrainEpoch();

        Auroc Area(IAnomalyScore score)
        {
            var detector = AnomalyDetector.Calibrate(score, known, 0.05, seeds, workers);
            Assert.Equal(0.05, detector.FalseAlarms, 0.01);             // the bar: about 2.3 standard errors, of one seed
            return Auroc.Of([.. detector.FreshScores], detector.Score.Of(ones, seeds, workers));
        }

        var bound = new BoundScore(model, samples: 2);
        Auroc ofBound = Area(bound), ofExcess = Area(new RatioScore(bound, new EntropyScore()));
        Assert.True(ofBound.Value + (4 * ofBound.StandardError) < 0.5, $"{ofBound}");
        Assert.True(ofExcess.Value - (4 * ofExcess.StandardError) > ofBound.Value, $"{ofExcess}");
    }

    private static Dataset Only(Dataset all, Predicate<int> isWanted) => all.Select(
        [.. Enumerable.Range(0, all.Count).Where(i => isWanted(all.Labels[i]))], all.Split);
}

using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Autoencoders;

public sealed class DenoisingEvaluationTests
{
    private const int Size = 50, Rows = 400;

    /// <summary>On pixels of ½ a noise's squared error is known: σ², ¼ of the share masked, ¼ of the share salted.</summary>
    [Theory]
    [InlineData(CorruptionKind.Gaussian, 0.3, 0.09)]
    [InlineData(CorruptionKind.Masking, 0.4, 0.1)]
    [InlineData(CorruptionKind.SaltAndPepper, 0.2, 0.05)]
    public void The_noise_itself_has_the_error_that_it_should(CorruptionKind kind, double level, double expected)
    {
        var report = DenoisingEvaluation.Measure(Half(), Halves(), new(kind, level), new(1));
        Assert.Equal(expected, report.Before, 4 * report.BeforeError);
        Assert.InRange(report.BeforeError, 1e-6, 0.01);
        Assert.Equal(-10 * Math.Log10(report.Before), report.BeforeDecibels, 1e-12);
    }

    /// <summary>A model that always says ½ restores such images wholly.</summary>
    [Fact]
    public void What_is_restored_has_no_error()
    {
        var report = DenoisingEvaluation.Measure(Half(), Halves(), new(CorruptionKind.Gaussian, 0.3), new(1));
        Assert.Equal((Rows, 0, 0, double.PositiveInfinity), (report.Examples, report.After, report.AfterError, report.AfterDecibels));
    }

    [Fact]
    public void Threads_change_no_bit_and_shown_images_are_those_that_were_measured()
    {
        using var workers = new Workers(2);
        var (corruption, seeds) = (new Corruption(CorruptionKind.SaltAndPepper, 0.3), new SeedSequence(2));
        var one = DenoisingEvaluation.Measure(Half(), Halves(), corruption, seeds);
        Assert.Equal(one, DenoisingEvaluation.Measure(Half(), Halves(), corruption, seeds, workers));
        var errors = Enumerable.Range(0, Rows).Select(i => DenoisingEvaluation.Corrupt(Halves(), corruption, i, seeds))
            .Select(pair => pair.Clean.Zip(pair.Corrupted, (a, b) => (double)(a - b) * (a - b)).Average());
        Assert.Equal(one.Before, errors.Average(), 1e-12);
    }

    private static ExampleMatrix Halves() => new(Enumerable.Repeat(0.5f, Rows * Size).ToArray(), Size);

    private static Autoencoder Half()
    {
        var decoder = new Mlp([1, Size]);
        decoder.Layer(0).Bias.Fill(0.5f);
        return new(new Mlp([Size, 1]), decoder, new GaussianLikelihood(Size));
    }
}

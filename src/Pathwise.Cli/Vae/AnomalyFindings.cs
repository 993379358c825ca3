using Pathwise.Autoencoders;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Randomness;

namespace Pathwise.Cli.Vae;

/// <summary>What <c>vae score</c> found.</summary>
internal sealed class AnomalyFindings
{
    /// <summary>Children of a run's evaluation that an evaluation has not taken.</summary>
    private const int Calibration = 4, Scoring = 5;

    private readonly bool[] _isAnomaly;
    private readonly (Dataset Images, int Index, SeedSequence Seeds)[] _origins;

    private AnomalyFindings(
        AutoencoderRun run, IAutoencoder model, ScoreChoice choice, int samples, Dataset images, bool[] isAnomaly,
        AnomalyDetector detector, double[] scores, (Dataset Images, int Index, SeedSequence Seeds)[] origins)
    {
        (Run, Model, Choice, Samples, Images) = (run, model, choice, samples, images);
        (_isAnomaly, Detector, Scores, _origins) = (isAnomaly, detector, scores, origins);
    }

    public AutoencoderRun Run { get; }

    public IAutoencoder Model { get; }

    public ScoreChoice Choice { get; }

    public int Samples { get; }

    /// <summary>What was scored.</summary>
    public Dataset Images { get; }

    public AnomalyDetector Detector { get; }

    /// <summary>Each image's score.</summary>
    public double[] Scores { get; }

    public int Flagged => Scores.Count(Detector.Threshold.Flags);

    /// <summary>How well anomalies are told from known images that were not calibrated on; null without
    /// anomalies.</summary>
    public (Auroc Area, int Known, int Anomalous)? Area
    {
        get
        {
            var anomalous = Scores.Where((_, i) => _isAnomaly[i]).ToArray();
            if (anomalous.Length == 0) return null;
            var known = anomalous.Length == Scores.Length || Images == Run.Data.Test
                ? [.. Detector.FreshScores]
                : Scores.Where((_, i) => !_isAnomaly[i]).ToArray();
            return (Auroc.Of(known, anomalous), known.Length, anomalous.Length);
        }
    }

    /// <summary>The images of the highest scores, the highest first.</summary>
    public int[] Top(int count) =>
        [.. Enumerable.Range(0, Scores.Length).OrderByDescending(i => Scores[i]).Take(count)];

    /// <summary>An image as it was scored, and its pixels' parts.</summary>
    public (float[] Image, float[] Parts) Explain(int image)
    {
        var (images, index, seeds) = _origins[image];
        var (pixels, rng) = (new float[images.Size], new Rng(seeds.Child(index)));
        images.Read(index, pixels, ref rng);
        return (pixels, Detector.Score.Attribute(images, index, seeds).Pixels);
    }

    /// <summary>Scores what is asked for.</summary>
    /// <exception cref="BadInputException">Something asked for is not there, or does not fit.</exception>
    public static AnomalyFindings Of(CommandContext context, AnomalyRequest request)
    {
        var run = VaeRuns.Open(context, request.Run);
        var (model, test) = (run.LoadModel(), run.Data.Test);
        var choice = request.Score is { } name ? ScoreChoice.Find(name) : ScoreChoice.DefaultOf(model);
        var samples = choice.Samples == 0 ? 0 : request.Samples ?? choice.Samples;
        var score = choice.Of(run, model, samples, Background(context, run, request, choice));
        var images = VaePicture.Images(run, request.Data, request.LabelColumn);

        var isAnomaly = request is { Data: not null, Anomalies.Count: 0 }
            ? [.. Enumerable.Repeat(true, images.Count)]        // images from elsewhere are taken to be anomalies
            : request.Anomalies.Marked(images);
        var isOwn = images == test;
        int[] known = [.. Enumerable.Range(0, test.Count).Where(i => !isOwn || !isAnomaly[i])];
        int[] others = [.. Enumerable.Range(0, images.Count).Where(i => !isOwn || isAnomaly[i])];
        if (known.Length == 0) throw new BadInputException("All images are anomalies; name fewer labels.");
        var seeds = RunSeeds.Evaluation(run.Seeds);
        var knownImages = test.Select(known, DataSplit.Test);
        var otherImages = others.Length == 0 ? null : images.Select(others, DataSplit.Test);
        var (detector, otherScores) = ExampleProgress.Show(context, (watch, workers) =>
        {
            var share = known.Length / (double)(known.Length + others.Length);
            var calibrated = AnomalyDetector.Calibrate(
                score, watch(knownImages, 0, share), request.Rate, seeds.Child(Calibration), workers,
                isTypicality: choice == ScoreChoice.Typicality);
            return (calibrated, otherImages is null
                ? []
                : calibrated.Score.Of(watch(otherImages, share, 1), seeds.Child(Scoring), workers));
        });

        var scores = new double[images.Count];
        var origins = new (Dataset, int, SeedSequence)[images.Count];
        var knownSeeds = AnomalyDetector.KnownSeeds(seeds.Child(Calibration));
        if (isOwn) Place(knownImages, known, detector.KnownScores, knownSeeds);
        if (otherImages is not null) Place(otherImages, others, otherScores, seeds.Child(Scoring));
        return new(run, model, choice, samples, images, isAnomaly, detector, scores, origins);

        void Place(Dataset part, int[] places, IReadOnlyList<double> values, SeedSequence partSeeds)
        {
            for (var i = 0; i < places.Length; i++)
                (scores[places[i]], origins[places[i]]) = (values[i], (part, i, partSeeds));
        }
    }

    private static VariationalAutoencoder? Background(
        CommandContext context, AutoencoderRun run, AnomalyRequest request, ScoreChoice choice)
    {
        if (choice == ScoreChoice.Ratio != request.Background is not null) throw new BadInputException(
            choice == ScoreChoice.Ratio
                ? "The score 'ratio' needs --background, the run of a model of what all images have in common."
                : $"The score '{choice.Name}' has no background; leave --background out, or give --score ratio.");
        if (request.Background is not { } folder) return null;
        var other = VaeRuns.Open(context, folder);
        if (other.Data.Test.Shape != run.Data.Test.Shape || other.Convention != run.Convention
            || other.Options.Decoder != run.Options.Decoder)
            throw new BadInputException(
                $"The run in '{folder}' cannot be the background: its images, convention or decoder are others than "
                + "the run's, and so its nats cannot be compared.");
        return VaePicture.Needed<VariationalAutoencoder>(
            other.LoadModel(), other, "A background has a bound with a Gaussian posterior");
    }
}

using System.Globalization;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Digits against clothes and against a held-out digit: how well scores of a variational autoencoder tell them
/// apart, and the trap that the likelihood is.</summary>
internal static class AnomalyStudy
{
    private const int UsualEpochs = 3, FullEpochs = 20, Samples = 10, ImportanceSamples = 50, RegretSteps = 50;
    private const double Chance = 0.5, RateTolerance = 0.01, Mutated = 0.2;
    private const int Digits = 10;
    private const string Typicality = "typicality";

    /// <summary>Codes that scores decode for each image: a step of learning is as three.</summary>
    private static readonly int[]
        TrapSamples =
        [
            Samples, ImportanceSamples, Samples, Samples, 2 * Samples, (3 * RegretSteps) + (2 * Samples), Samples, 1,
        ],
        ThreeSamples = [Samples, Samples, 1];

    private const string FashionIsMissing =
        "Fashion-MNIST is not here, so that half is left out; 'pathwise data get fashion-mnist' fetches it.";

    private static readonly SeedSequence Seeds = new(1810);

    public static PublishedFigure Definition { get; } = new(
        "anomaly-detection",
        "Anomaly detection with a variational autoencoder, and the likelihood's trap",
        "784-400-20, grey levels as coins: the area under the ROC of test images that the model does not know, 10,000 "
        + "of another set or all of a digit that was left out, against one half of those that it knows, for several "
        + "scores, and the false alarms of a threshold that was calibrated on the other half.",
        "E. Nalisnick et al., Do Deep Generative Models Know What They Don't Know? (2019), arXiv:1810.09136, for the "
        + "trap: what is simpler than the training images is more likely than they are, and so the bar is chance, ½. "
        + "Remedies: typicality (arXiv:1906.02994), a ratio to a background's model (arXiv:1906.02845), regret "
        + "(arXiv:2003.02977). The bar of false alarms is 5 % ± 1 %.",
        "20 epochs instead of 3: some ten minutes on two cores.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var (train, test) = (Load(Mnist.Load, DataSplit.Train), Load(Mnist.Load, DataSplit.Test));
        ModelPlan[] heldOut = [.. Enumerable.Range(0, Digits).Select(digit => Plan(
            work, string.Create(CultureInfo.InvariantCulture, $"without {digit}"), Only(train, label => label != digit),
            3 + digit))];
        var plans = DatasetCatalog.Find("fashion-mnist").IsHere ? FashionPlans(work, train) : [];
        double ofTrap = Products(heldOut[0], TrapSamples), ofThree = Products(heldOut[0], ThreeSamples);
        var scoring = test.Count * ((plans.Length == 0 ? 0 : 2 * (ofTrap + ofThree)) + (Digits * ofThree));
        using var study = new ModelStudy(work, plans.Concat(heldOut).Sum(plan => plan.Work) + scoring);
        var contests = new AnomalyContests(study, Seeds.Child(100), heldOut[0], work.Cancellation);
        var clothes = plans.Length == 0 ? null : FashionMnist.Load(DataSplit.Test);
        var ofClothes = clothes is null ? null : study.Train(plans[0]);
        var trap = clothes is null ? [] : Trap(contests, ofClothes!, study.Train(plans[1]), clothes, test);
        var easy = clothes is null ? [] : Three(contests, study.Train(plans[2]), test, clothes);
        AnomalyContest[] left = [.. Enumerable.Range(0, Digits).SelectMany(digit => Three(
            contests, study.Train(heldOut[digit]), Only(test, label => label != digit),
            Only(test, label => label == digit)))];

        FigureRow[] rows =
        [
            .. trap.Select((contest, i) => Row("clothes learned, digits strange", contest, isTrap: i < 2)),
            .. easy.Select(contest => Row("digits learned, clothes strange", contest)),
            .. left.Select((contest, i) => Row(
                string.Create(CultureInfo.InvariantCulture, $"digits without {i / 3}, {i / 3} strange"), contest)),
            .. trap.Select(contest => FalseAlarms("clothes learned", contest)),
            .. easy.Select(contest => FalseAlarms("digits learned", contest)),
        ];
        return new(figure, rows, AnomalyPicture.Draw(figure, trap, left, ofClothes, test))
        {
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"{heldOut[0].Options.Epochs} epochs, batches of 128, Adam with step size 0.001; {Samples} samples of "
                + $"z an image, {ImportanceSamples} importance samples, {RegretSteps} steps of regret; the background "
                + $"learned from clothes of whose pixels {100 * Mutated} % were drawn anew, uniformly. "
                + $"{(clothes is null ? FashionIsMissing : "")}").TrimEnd(),
        };
    }

    /// <summary>Digits, strange to a model of clothes: the likelihoods, which are in the trap, and remedies.</summary>
    private static AnomalyContest[] Trap(
        AnomalyContests contests, VariationalAutoencoder model, VariationalAutoencoder background, Dataset clothes,
        Dataset digits)
    {
        var bound = new BoundScore(model, samples: Samples);
        (string Name, IAnomalyScore Score)[] scores =
        [
            ("−bound", bound),
            ("−ln p(x)", new LikelihoodScore(model, ImportanceSamples)),
            ("reconstruction", new BoundScore(model, LossPart.Reconstruction, Samples)),
            (Typicality, bound),
            ("ratio to background", new RatioScore(bound, new BoundScore(background, samples: Samples))),
            ("regret", new RegretScore(model, RegretSteps, Samples)),
            ("excess over entropy", new RatioScore(bound, new EntropyScore())),
            ("squared error", new ErrorScore(model)),
        ];
        return [.. scores.Zip(TrapSamples, (one, samples) => contests.Hold(
            one.Name, one.Score, samples, clothes, digits, isTypicality: one.Name == Typicality))];
    }

    /// <summary>The bound, its excess and the squared error of one model.</summary>
    private static AnomalyContest[] Three(
        AnomalyContests contests, VariationalAutoencoder model, Dataset known, Dataset anomalies)
    {
        var bound = new BoundScore(model, samples: Samples);
        (string Name, IAnomalyScore Score)[] scores =
        [
            ("−bound", bound),
            ("excess over entropy", new RatioScore(bound, new EntropyScore())),
            ("squared error", new ErrorScore(model)),
        ];
        return [.. scores.Zip(
            ThreeSamples, (one, samples) => contests.Hold(one.Name, one.Score, samples, known, anomalies))];
    }

    private static FigureRow Row(string what, AnomalyContest contest, bool isTrap = false)
    {
        var (name, area) = ($"{what}: {contest.Name}", contest.Area);
        return isTrap
            ? FigureRow.AtMost(name, area.Value, area.StandardError, Chance)
            : FigureRow.Alone(name, area.Value, area.StandardError);
    }

    private static FigureRow FalseAlarms(string what, AnomalyContest contest) => FigureRow.Exact(
        $"{what}: false alarms of {contest.Name}", contest.Detector.FalseAlarms, AnomalyContests.Asked, RateTolerance);

    /// <summary>Clothes, clothes with pixels drawn anew, and digits.</summary>
    private static ModelPlan[] FashionPlans(FigureWork work, Dataset digits)
    {
        var clothes = FashionMnist.Load(DataSplit.Train);
        return
        [
            Plan(work, "clothes", clothes, 0), Plan(work, "the background", WithNewPixels(clothes), 1),
            Plan(work, "digits", digits, 2),
        ];
    }

    private static double Products(ModelPlan plan, int[] samples) => samples.Sum(plan.ProductsOf);

    private static ModelPlan Plan(FigureWork work, string name, Dataset examples, int index) =>
        new(name, new() { Epochs = work.Of(UsualEpochs, FullEpochs) }, examples, Seeds.Child(index));

    private static Dataset Load(Func<DataSplit, PixelConvention, Dataset> load, DataSplit split) =>
        load(split, PixelConvention.Grey);

    private static Dataset Only(Dataset all, Predicate<int> isWanted) => all.Select(
        [.. Enumerable.Range(0, all.Count).Where(i => isWanted(all.Labels[i]))], all.Split);

    /// <summary>A fifth of the pixels, each a level from 0 to 255.</summary>
    private static Dataset WithNewPixels(Dataset all)
    {
        var (bytes, row, rng) = (new byte[all.Count * all.Size], new float[all.Size], new Rng(Seeds.Child(99)));
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i % all.Size == 0) all.Read(i / all.Size, row, ref rng);
            bytes[i] = rng.NextDouble() < Mutated
                ? (byte)rng.NextInt32(256)
                : (byte)MathF.Round(255 * row[i % all.Size]);
        }

        return new($"{all.Name} with new pixels", all.Split, all.Shape, bytes);
    }
}

using System.Globalization;
using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Burda, Grosse and Salakhutdinov's Table 1, one layer: a tighter bound learns a better model.</summary>
internal static class IwaeOrdering
{
    private const int UsualStages = 2, Stages = 8, UsualImages = 1000, UsualSamples = 500, FullSamples = 5000;
    private const double Runs = 1, Errors = 3, BinWidth = 0.5;

    private const string AfterAll =
        "After all stages the paper has 86.76 for k = 1, 85.54 for 5 and 84.78 for 50.";

    private static readonly (int Samples, double Published)[] Table = [(1, 86.76), (5, 85.54), (50, 84.78)];

    public static PublishedFigure Definition { get; } = new(
        "iwae-ordering",
        "Importance-weighted autoencoders: a tighter bound learns a better model",
        "784-200-200-50-200-200-784, tanh, dynamically binarised MNIST: −ln p(x) of test images for models that "
        + "climbed the bound of k = 1, 5 and 50 samples, of the same images, drawn once.",
        "Y. Burda, R. Grosse and R. Salakhutdinov, Importance Weighted Autoencoders (2016), arXiv:1509.00519, Table 1, "
        + "one stochastic layer. The bar of a difference is three of its standard errors, over images.",
        "all 8 stages, 3280 epochs, with 5000 importance samples of all test images: days.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var train = Mnist.Load(DataSplit.Train, PixelConvention.DynamicBinary);
        var test = Some(Mnist.Load(DataSplit.Test, PixelConvention.DynamicBinary), work.Of(UsualImages, 10_000));
        var samples = work.Of(UsualSamples, FullSamples);
        ModelPlan[] plans = [.. Table.Select(row => Plan(train, row.Samples, work.Of(UsualStages, Stages)))];
        using var study = new ModelStudy(
            work, plans.Sum(plan => plan.Work + (test.Count * plan.ProductsOf(samples))));

        double[][] each =
            [.. plans.Select(plan => study.NegativeLogLikelihood(plan, study.Train(plan), test, samples))];
        var rows = new List<FigureRow>();
        for (var i = 0; i < plans.Length; i++)
        {
            var (mean, error) = Measured.Of(each[i]);
            rows.Add(work.Size == FigureSize.Full
                ? new($"−ln p(x), {plans[i].Name}", mean, error, Table[i].Published, 0) { Tolerance = Runs }
                : FigureRow.Alone($"−ln p(x), {plans[i].Name}", mean, error));
        }

        double[][] gains = [.. each.Skip(1).Zip(each, (better, worse) => worse.Zip(better, (a, b) => a - b).ToArray())];
        for (var i = 0; i < gains.Length; i++)
        {
            var (mean, error) = Measured.Of(gains[i]);
            rows.Add(FigureRow.AtLeast(GainName(i), mean, error, Errors * error));
        }

        var stages = work.Of(UsualStages, Stages);
        return new(figure, rows, Draw(figure, rows, gains))
        {
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"{stages} of the paper's 8 stages, {plans[0].Options.Epochs} of its 3280 epochs, batches of 20; "
                + $"{samples} importance samples of {test.Count} test images. {AfterAll}"),
        };
    }

    /// <summary>The first stages of the paper's eight: stage i has 3^(i−1) epochs at 10^(−3 − (i−1)/7).</summary>
    private static ModelPlan Plan(Dataset train, int samples, int stages)
    {
        int[] epochs = [.. Enumerable.Range(0, stages).Select(stage => (int)Math.Pow(3, stage))];
        var later = new (double From, double Value)[stages - 1];
        for (var stage = 1; stage < stages; stage++)
            later[stage - 1] = (epochs[..stage].Sum() / (double)epochs.Sum(), Math.Pow(10, -3 - (stage / 7.0)));
        return new(
            string.Create(CultureInfo.InvariantCulture, $"k = {samples}"),
            new()
            {
                EncoderHidden = [200, 200], DecoderHidden = [200, 200], Latents = 50, Activation = Activation.Tanh,
                InitialWeights = InitialWeights.GlorotUniform, PosteriorScale = PosteriorScale.LogSigma,
                Bound = Bound.ImportanceWeighted, Samples = samples, BatchSize = 20, Epochs = epochs.Sum(),
                StepSize = Schedule.Steps(1e-3, later),
            },
            train, new SeedSequence(1509));
    }

    /// <summary>Some images from all over a set, in its order.</summary>
    private static Dataset Some(Dataset all, int count) =>
        all.Select([.. Enumerable.Range(0, count).Select(i => i * all.Count / count)], all.Split);

    private static string GainName(int i) => string.Create(
        CultureInfo.InvariantCulture, $"k = {Table[i].Samples} less k = {Table[i + 1].Samples}, image by image");

    private static Picture Draw(PublishedFigure figure, List<FigureRow> rows, double[][] gains)
    {
        var (low, high) = (rows.Take(Table.Length).Min(row => row.Here), rows.Take(Table.Length).Max(row => row.Here));
        var margin = Math.Max(1, rows.Take(Table.Length).Max(row => row.StandardError) * 2);
        var means = new AxesPanel
        {
            Title = "−ln p(x), mean and standard error", XLabel = "k, samples in the bound that was climbed",
            YLabel = "nats an image", X = (0, 4), Y = (low - margin, high + margin),
            XTicks = [.. Table.Select((row, i) => (i + 1.0, Ticks.Name(row.Samples)))],
        };
        for (var i = 0; i < Table.Length; i++)
        {
            means.Error(i + 1, rows[i].Here, rows[i].StandardError, Palette.Series(i));
            means.Name(
                i + 1.05, rows[i].Here, rows[i].Here.ToString("F1", CultureInfo.InvariantCulture), Palette.Series(i));
        }

        IPanel[] histograms = [.. gains.Select((gain, i) => Histogram(gain, rows[Table.Length + i], i))];
        return new PanelRows(
            figure.Title, "The images are the same for all models, so their differences image by image say more than "
            + "the means.").Row(300, [means, .. histograms]).ToPicture();
    }

    private static AxesPanel Histogram(double[] gains, FigureRow row, int index)
    {
        var (low, high) = (Math.Floor(gains.Min()), Math.Ceiling(gains.Max()));
        var counts = new int[(int)((high - low) / BinWidth) + 1];
        foreach (var gain in gains) counts[(int)((gain - low) / BinWidth)]++;
        var panel = new AxesPanel
        {
            Title = row.Name, XLabel = "nats gained", YLabel = "images", X = (low, high), Y = (0, counts.Max() * 1.12),
        };
        var colour = Palette.Series(index + 1);
        for (var bin = 0; bin < counts.Length; bin++)
            if (counts[bin] > 0) panel.Bar(low + ((bin + 0.5) * BinWidth), BinWidth, counts[bin], colour);
        panel.Line([0, 0], [0, counts.Max() * 1.12], Palette.DarkInk, 1.2f);
        return panel.Name(
            row.Here, counts.Max() * 1.06,
            string.Create(CultureInfo.InvariantCulture, $"{row.Here:F2} ± {row.StandardError:F2}"), Palette.DarkInk);
    }
}

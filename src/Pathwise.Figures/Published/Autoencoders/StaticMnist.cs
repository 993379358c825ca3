using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>A plain variational autoencoder on the static binarisation of MNIST, measured by importance
/// sampling.</summary>
internal static class StaticMnist
{
    private const int Samples = 500, Looks = 25;
    private const double Bar = 93, Published = 89.78, PublishedError = 0.01, Runs = 0.5;

    public static PublishedFigure Definition { get; } = new(
        "static-mnist",
        "A variational autoencoder on statically binarised MNIST",
        "784-400-40-400-784, ReLU, Adam, batches of 100: −ln p(x) of the 10,000 test images by 500 importance "
        + "samples of each.",
        "C. Chadebec, L. J. Vincent and S. Allassonnière, Pythae (2022), its table of reproduced results: 89.78 ± 0.01 "
        + "after 500 epochs with the step size 10⁻⁴, falling; D. J. Rezende and S. Mohamed (2015), arXiv:1505.05770, "
        + "Table 2: 89.9. The bar of the usual size, 93, is what ten minutes on two cores have to reach.",
        "the published 500 epochs; about half an hour on two cores.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var train = Mnist.Load(DataSplit.Train, PixelConvention.StaticBinary);
        var test = Mnist.Load(DataSplit.Test, PixelConvention.StaticBinary);
        var options = new VariationalAutoencoderOptions { Latents = 40, BatchSize = 100 };
        var plan = new ModelPlan(
            "static MNIST",
            work.Of(
                options with { Epochs = 150, StepSize = Schedule.Cosine(1e-3, 3e-5) },
                options with { Epochs = 500, StepSize = Falling(1e-4) }),
            train, new SeedSequence(1));
        using var study = new ModelStudy(work, plan.Work + (test.Count * plan.ProductsOf(Samples)));

        var curve = new List<(double Seen, double Loss)>();
        var model = study.Train(
            plan, [.. Enumerable.Range(1, Looks).Select(look => plan.Seen * look / Looks)],
            (seen, now) => curve.Add((seen / (double)train.Count, study.Bound(plan, now, test).Means.Loss)));
        var bound = study.Bound(plan, model, test);
        var (mean, error) = Measured.Of(study.NegativeLogLikelihood(plan, model, test, Samples));
        FigureRow[] rows =
        [
            work.Size == FigureSize.Full
                ? new("−ln p(x), test", mean, error, Published, PublishedError) { Tolerance = Runs }
                : FigureRow.AtMost("−ln p(x), test", mean, error, Bar),
            FigureRow.Alone("−bound, test", bound.Means.Loss, bound.StandardError),
            FigureRow.Alone("divergence, test", bound.Means.Divergence, 0),
        ];
        return new(figure, rows, Draw(figure, curve, mean))
        {
            Note = work.Of(
                "150 epochs, the step size falling from 10⁻³ to 3·10⁻⁵ as a cosine.",
                "500 epochs, the step size 10⁻⁴ multiplied by 10^−0.2 after 200 and 350 epochs."),
        };
    }

    /// <summary>α, α 10^−0.2 from 2/5 of the run on, α 10^−0.4 from 7/10 on.</summary>
    private static Schedule Falling(double alpha) =>
        Schedule.Steps(alpha, (0.4, alpha * Math.Pow(10, -0.2)), (0.7, alpha * Math.Pow(10, -0.4)));

    private static Picture Draw(PublishedFigure figure, List<(double Epoch, double Loss)> curve, double mean)
    {
        double[] xs = [.. curve.Select(point => point.Epoch)], ys = [.. curve.Select(point => point.Loss)];
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "The bound while it learns, and −ln p(x) at its end, by 500 importance samples. Nats an image.",
            XLabel = "epoch",
            YLabel = "−bound, test images",
            X = (0, 1.02 * xs[^1]),
            Y = (88, Math.Min(125, Math.Ceiling(ys[0]))),
        };
        chart.Line(xs, ys, Palette.Series(0), 2.4f);
        chart.Points([xs[^1]], [mean], Palette.Series(1), 11);
        chart.Name(ys[^1], "−bound", Palette.Series(0));
        chart.Name(mean, FormattableString.Invariant($"−ln p(x) = {mean:F2}"), Palette.Series(1));
        chart.Level(Published, "published: 89.78 after 500 epochs");
        return chart.ToPicture();
    }
}

using System.Globalization;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>The Frey faces under a Gaussian decoder, against the best linear model of as many latents.</summary>
internal static class FreyLikelihood
{
    private const int Epochs = 500, Looks = 40;

    /// <summary>Latents, and the nats a face of probabilistic PCA of as many components: of all faces, which is the
    /// bar, and of the faces held out here.</summary>
    private static readonly (int Latents, double Bar, double HeldOut)[] Lines = [(2, 556, 559.00), (20, 862, 864.59)];

    public static PublishedFigure Definition { get; } = new(
        "frey-likelihood",
        "Frey faces: a Gaussian decoder against probabilistic PCA",
        "560-200-N_z-200-560, tanh, a mean in (0, 1) and a variance said of every pixel, on four of every five "
        + "faces; the bound of the others, in nats a face of grey levels in [0, 1].",
        "The model of D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes (2014), appendix C.2. The bars "
        + "are the log-likelihoods of probabilistic PCA with as many components (M. E. Tipping and C. M. Bishop, "
        + "1999), in closed form: what the best linear decoder with one variance reaches.",
        "10⁸ faces a model, with the paper's Adagrad: an hour.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var (train, test) = AevbModels.SplitOf(FreyFaces.Load());
        ModelPlan[] plans = [.. Lines.Select(line => AevbModels.OfFrey(work, train, line.Latents, Epochs))];
        using var study = new ModelStudy(work, plans.Sum(plan => plan.Work));
        var rows = new List<FigureRow>();
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "Bound of the faces held out, one of every five, while two models learn; dashed: PCA.",
            XLabel = "epochs",
            YLabel = "nats a face",
            X = (0, plans[0].Options.Epochs),
            Y = (400, 1400),
        };
        for (var i = 0; i < plans.Length; i++)
        {
            var (plan, (latents, bar, heldOut)) = (plans[i], Lines[i]);
            var (xs, ys) = (new List<double>(), new List<double>());
            var model = study.Train(
                plan, [.. Enumerable.Range(1, Looks).Select(look => plan.Seen * look / Looks)], (seen, now) =>
                {
                    xs.Add(seen / (double)train.Count);
                    ys.Add(-study.Bound(plan, now, test).Means.Loss);
                });
            var (ofTrain, ofTest) = (study.Bound(plan, model, train), study.Bound(plan, model, test));
            var name = string.Create(CultureInfo.InvariantCulture, $"N_z = {latents}");
            rows.Add(FigureRow.AtLeast(
                $"{name}: bound, learned from", -ofTrain.Means.Loss, ofTrain.StandardError, bar));
            rows.Add(FigureRow.AtLeast(
                $"{name}: bound, held out", -ofTest.Means.Loss, ofTest.StandardError, heldOut));
            chart.Line([.. xs], [.. ys], Palette.Series(i), 2.4f);
            chart.Name(ys[^1], name, Palette.Series(i));
            chart.Level(heldOut, string.Create(CultureInfo.InvariantCulture, $"PCA of {latents}: {heldOut:F0}"));
        }

        return new(figure, rows, chart.ToPicture());
    }
}

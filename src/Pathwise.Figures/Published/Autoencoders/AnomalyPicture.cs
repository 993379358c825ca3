using System.Globalization;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>The picture of <see cref="AnomalyStudy"/>.</summary>
internal static class AnomalyPicture
{
    private const int Bins = 60, Shown = 10, Points = 200, Scores = 3;
    private const float Height = 300;

    /// <summary>Draws it.</summary>
    /// <param name="figure">What it is called.</param>
    /// <param name="trap">Scores of a model of clothes, −bound the first; none if there are no clothes.</param>
    /// <param name="left">For each digit that was left out, three scores.</param>
    /// <param name="ofClothes">The model of clothes, or null.</param>
    /// <param name="digits">Digits that it does not know.</param>
    public static Picture Draw(
        PublishedFigure figure, IReadOnlyList<AnomalyContest> trap, IReadOnlyList<AnomalyContest> left,
        VariationalAutoencoder? ofClothes, Dataset digits)
    {
        var rows = new PanelRows(
            figure.Title, "A model of clothes finds digits likelier than clothes: their bound is better, though it "
            + "cannot say them again.");
        if (trap.Count > 0) rows.Row(Height, Histogram(trap[0]), Curves(trap));
        return rows.Row(Height, ofClothes is null
            ? [Areas(left)]
            : [Areas(left), Reconstructions(ofClothes, digits)]).ToPicture();
    }

    private static AxesPanel Histogram(AnomalyContest contest)
    {
        double[] known = [.. contest.Detector.FreshScores];
        double[] all = [.. known.Concat(contest.Anomalous).Order()];
        var high = all[(int)(0.995 * all.Length)];
        var width = high / Bins;
        double[] xs = [.. Enumerable.Range(0, Bins).Select(bin => (bin + 0.5) * width)];
        double[] Shares(double[] scores) => [.. Enumerable.Range(0, Bins).Select(
            bin => scores.Count(score => (int)Math.Max(0, score / width) == bin) / (double)scores.Length)];
        double[] ofKnown = Shares(known), ofAnomalous = Shares(contest.Anomalous);
        var top = ofKnown.Concat(ofAnomalous).Max() * 1.15;
        var panel = new AxesPanel
        {
            Title = "What clothes learned: −bound", XLabel = "nats an image", YLabel = "share of images",
            X = (0, 1.45 * high), Y = (0, top), Aspect = 1.8f,
        };
        panel.Line(xs, ofKnown, Palette.Series(0)).Line(xs, ofAnomalous, Palette.Series(1));
        var threshold = contest.Detector.Threshold.Value;
        panel.Line([threshold, threshold], [0, top], Palette.QuietInk, 1.2f, dashed: true);
        return panel
            .Label(1.22 * high, 0.9 * top, "clothes, known", Palette.Series(0))
            .Label(1.22 * high, 0.82 * top, "digits, strange", Palette.Series(1))
            .Label(1.22 * high, 0.74 * top, "threshold for 5 %", Palette.QuietInk);
    }

    private static AxesPanel Curves(IReadOnlyList<AnomalyContest> trap)
    {
        double[] shares = [.. Enumerable.Range(0, Points + 1).Select(i => i / (double)Points)];
        var panel = new AxesPanel
        {
            Title = "Digits flagged against clothes flagged", XLabel = "share of clothes flagged",
            YLabel = "share of digits flagged",
            X = (0, 1.9), Y = (0, 1), XTicks = [(0, "0"), (0.5, "0.5"), (1, "1")], Aspect = 2.2f,
        };
        panel.Line([0, 1], [0, 1], Palette.Grid, 1.2f);
        for (var i = 0; i < trap.Count; i++)
        {
            panel.Line(shares, trap[i].Flagged(shares), Palette.Class(i), 1.8f);
            panel.Label(
                1.5, 0.92 - (0.07 * i),
                string.Create(CultureInfo.InvariantCulture, $"{trap[i].Name}  {trap[i].Area.Value:F3}"),
                Palette.Class(i));
        }

        return panel;
    }

    private static AxesPanel Areas(IReadOnlyList<AnomalyContest> left)
    {
        var digits = left.Count / Scores;
        var panel = new AxesPanel
        {
            Title = "Digits learned but for one, which is strange", XLabel = "the digit left out",
            YLabel = "area under the ROC",
            X = (-0.6, digits - 0.4), Y = (0, 1.12), Aspect = 1.8f,
            XTicks = [.. Enumerable.Range(0, digits).Select(digit => ((double)digit, Ticks.Name(digit)))],
        };
        for (var i = 0; i < left.Count; i++)
            panel.Bar((i / Scores) + (0.27 * ((i % Scores) - 1)), 0.25, left[i].Area.Value, Palette.Series(i % Scores));
        panel.Line([-0.6, digits - 0.4], [0.5, 0.5], Palette.DarkInk, 1.2f, dashed: true);
        for (var i = 0; i < Scores; i++) panel.Label(0.8 + (3.2 * i), 1.07, left[i].Name, Palette.Series(i));
        return panel;
    }

    /// <summary>Digits, what the model of clothes makes of them, and the pixels that its squared error comes
    /// from.</summary>
    private static ImagePanel Reconstructions(VariationalAutoencoder model, Dataset digits)
    {
        var images = digits.First(Shown, new(0));
        var score = new ErrorScore(model);
        var examples = new ExampleMatrix(images, digits.Size);
        float[] parts = [.. Enumerable.Range(0, Shown).SelectMany(
            i => score.Attribute(examples, i, new SeedSequence(0)).Pixels)];
        return new(
            "Digits, what clothes make of them, and where the squared error is",
            AttributionPicture.Rows(images, model.Reconstruct(images), parts, digits.Shape),
            new(digits.Shape.Height, digits.Shape.Width, 3), Shown);
    }
}

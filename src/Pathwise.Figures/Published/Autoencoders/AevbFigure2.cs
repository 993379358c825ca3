using System.Globalization;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Kingma and Welling's Figure 2: the bound against the images that were learned from, for several numbers of
/// latents.</summary>
internal static class AevbFigure2
{
    private const long UsualSeen = 1_000_000;
    private const int MostMeasured = 5000, TrialBatches = 50, StopsInTen = 6;
    private const float PanelHeight = 236;
    private const double LowestFull = -150;

    private static readonly double[] StepSizes = [0.01, 0.02, 0.1];

    private static readonly string[] Powers = ["10⁴", "10⁵", "10⁶", "10⁷", "10⁸"];

    /// <summary>The numbers of latents, and for the faces the nats a held-out face of probabilistic PCA.</summary>
    private static readonly int[] MnistLatents = [3, 5, 10, 20, 200];

    private static readonly (int Latents, double Linear)[] FreyLatents =
        [(2, 559.00), (5, 669.85), (10, 756.24), (20, 864.59)];

    public static PublishedFigure Definition { get; } = new(
        "aevb-figure-2",
        "Auto-Encoding Variational Bayes, Figure 2: the bound against images seen",
        "Autoencoders of several numbers of latents learn as in the paper: Adagrad, batches of 100, the step size of "
        + "0.01, 0.02 and 0.1 with which the first 50 batches cost least.",
        "D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes (2014), arXiv:1312.6114, Figure 2. It draws "
        + "curves from 10⁵ to 10⁸ images within −150 to −100 nats for MNIST and 0 to 1600 for the Frey faces, and "
        + "prints no numbers. The bars: in full the lower end of its axis for MNIST; for the faces, a fifth of them "
        + "held out, probabilistic PCA of as many components, in closed form.",
        "10⁸ images a model: half a day on two cores.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var (seen, frey) = (work.Of(UsualSeen, AevbModels.FullSeen), AevbModels.FreyOrNull());
        var (train, test) = (AevbModels.Mnist(DataSplit.Train), AevbModels.Mnist(DataSplit.Test));
        var (learned, heldOut) = frey is null ? (null, null) : AevbModels.SplitOf(frey);
        List<Line> lines =
        [
            .. MnistLatents.Select(latents => new Line(
                AevbModels.OfMnist(work, train, latents, epochs: 1), test, work.Of(double.NaN, LowestFull))),
        ];
        if (learned is not null)
            lines.AddRange(FreyLatents.Select(frey => new Line(
                AevbModels.OfFrey(work, learned, frey.Latents, epochs: 1), heldOut!, frey.Linear)));

        using var study = new ModelStudy(
            work, lines.Sum(line => AevbModels.AsPublished(line.Plan, seen, stepSize: 1).Work));
        var (rows, panels) = (new List<FigureRow>(), new List<IPanel>());
        foreach (var line in lines)
        {
            var plan = StepSizes.Select(stepSize => AevbModels.AsPublished(line.Plan, seen, stepSize))
                .MinBy(plan => study.LossOfFirst(plan, TrialBatches))!;
            var (curve, last) = Follow(study, plan, line.Test, seen);
            panels.Add(Draw(plan, curve, seen, work));
            rows.AddRange(Rows(plan, line, curve[^1].Train, last));
        }

        var picture = new PanelRows(
            figure.Title, "Nats an image against images seen. Solid: images learned from; dashed: test images.");
        picture.Row(PanelHeight, [.. panels.Take(MnistLatents.Length)]);
        if (frey is not null) picture.Row(PanelHeight, [.. panels.Skip(MnistLatents.Length)]);
        return new(figure, rows, picture.ToPicture())
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{seen:N0} images a model.")
                + (frey is null ? " " + AevbModels.FreyIsMissing : ""),
        };
    }

    /// <summary>Trains a model, and measures it at places that are even on a logarithmic axis.</summary>
    private static (List<(double Seen, double Train, double Test)> Curve, Measured Last) Follow(
        ModelStudy study, ModelPlan plan, Dataset test, long seen)
    {
        var curve = new List<(double Seen, double Train, double Test)>();
        var (ofTrain, ofTest) = (Some(plan.Examples), Some(test));
        var first = StopsInTen * 4;                                              // 10⁴
        var last = (int)Math.Round(StopsInTen * Math.Log10(seen));
        long[] stops =
            [.. Enumerable.Range(first, last - first + 1).Select(i => (long)Math.Pow(10, i / (double)StopsInTen))];
        var model = study.Train(plan, stops, (at, now) => curve.Add((
            Math.Log10(at), -study.Bound(plan, now, ofTrain).Means.Loss, -study.Bound(plan, now, ofTest).Means.Loss)));
        var bound = study.Bound(plan, model, test);
        return (curve, new(-bound.Means.Loss, bound.StandardError));
    }

    /// <summary>Images from all over a set, for its first ones may be easier than the others.</summary>
    private static Dataset Some(Dataset set) => set.Count <= MostMeasured
        ? set
        : set.Select(
            [.. Enumerable.Range(0, MostMeasured).Select(i => (int)((long)i * set.Count / MostMeasured))], set.Split);

    private static IEnumerable<FigureRow> Rows(ModelPlan plan, Line line, double train, Measured test)
    {
        var name = $"{plan.Name}: bound, test";
        yield return double.IsNaN(line.Bar)
            ? FigureRow.Alone(name, test.Mean, test.StandardError)
            : FigureRow.AtLeast(name, test.Mean, test.StandardError, line.Bar);
        yield return FigureRow.Alone($"{plan.Name}: bound, learned from", train, 0);
    }

    private static AxesPanel Draw(
        ModelPlan plan, List<(double Seen, double Train, double Test)> curve, long seen, FigureWork work)
    {
        var isMnist = plan.Examples.Name == "mnist";
        var (low, high) = isMnist ? (work.Of(-210, LowestFull), -90) : (0, 1600);
        var shown = curve.Where(point => point.Train >= low && point.Test >= low).ToArray();
        double[] xs = [.. shown.Select(point => point.Seen)];
        var panel = new AxesPanel
        {
            Title = plan.Name, XLabel = "images seen", YLabel = "nats", X = (work.Of(4, 5), Math.Log10(seen)),
            Y = (low, high), Aspect = 1.15f,
            XTicks = [.. Powers.Select((name, i) => (i + 4.0, name)).Where(tick => tick.Item1 <= Math.Log10(seen))],
        };
        if (xs.Length == 0) return panel;
        var colour = Palette.Series(isMnist ? 0 : 1);
        return panel.Line(xs, [.. shown.Select(point => point.Train)], colour)
            .Line(xs, [.. shown.Select(point => point.Test)], colour, dashed: true);
    }

    /// <param name="Plan">The model.</param>
    /// <param name="Test">What it is measured on.</param>
    /// <param name="Bar">What its bound has to reach; NaN for nothing.</param>
    private sealed record Line(ModelPlan Plan, Dataset Test, double Bar);
}

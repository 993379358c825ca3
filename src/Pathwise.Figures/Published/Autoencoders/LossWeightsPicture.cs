using System.Globalization;
using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Draws models of several weights: what they reconstruct, sample and code, and their rates and
/// distortions.</summary>
internal static class LossWeightsPicture
{
    private const int Across = 6, Coded = 1500;
    private const float Width = 212, Gap = 26;

    private static readonly double[] Shown = [0.001, 0.1, 1, 4, 30, 1000], Named = [0.001, 0.01, 0.1, 1, 4, 10, 30];

    /// <summary>The picture.</summary>
    /// <param name="figure">Its figure.</param>
    /// <param name="models">All models, β rising.</param>
    /// <param name="test">The test images.</param>
    /// <param name="coins">−ln p(x) of independent coins.</param>
    /// <param name="floor">The grey levels' own entropy.</param>
    public static Picture Draw(
        PublishedFigure figure, List<WeighedModel> models, Dataset test, double coins, double floor)
    {
        WeighedModel[] shown = [.. models.Where(model => Shown.Contains(model.Beta))];
        IPanel[] Each(Func<WeighedModel, IPanel> draw) => Array.ConvertAll(shown, model => draw(model));
        var images = test.First(2 * Across, new(0));
        var rowWidth = (shown.Length * Width) + ((shown.Length - 1) * Gap);
        return new PanelRows(
            figure.Title,
            "Left, codes cost next to nothing: sharp reconstructions, codes far from the prior, samples that are no "
            + "digits. Right, they cost too much: no code, and the mean digit for all.")
            .Row(HeightOf(4), Each(model => new ImagePanel(
                $"{model.Name}: digits, reconstructed", Pairs(images, model.Model), test.Shape, Across)))
            .Row(HeightOf(Across), Each(model => new ImagePanel(
                "samples of the prior", Samples(model.Model), test.Shape, Across)))
            .Row(Width, Each(model => Codes(model, test)))
            .Row(150, Each(Divergences))
            .Row(300, RateAndDistortion(models, coins, floor, (rowWidth - Gap) / 600), Parts(models, coins, floor,
                (rowWidth - Gap) / 600))
            .ToPicture();

        float HeightOf(int rows) => Width * ((rows * 29) - 1) / ((Across * 29) - 1);
    }

    /// <summary>Rows of images, each above its reconstruction.</summary>
    private static float[] Pairs(float[] images, VariationalAutoencoder model)
    {
        var (made, row) = (model.Reconstruct(images), Across * model.Size);
        return [.. images[..row], .. made[..row], .. images[row..], .. made[row..]];
    }

    private static float[] Samples(VariationalAutoencoder model)
    {
        var rng = new Rng(new SeedSequence(6));
        return model.Sample(Across * Across, ref rng);
    }

    /// <summary>Draws z ~ q(z|x) of test digits along the two latents that say most.</summary>
    private static AxesPanel Codes(WeighedModel model, Dataset test)
    {
        var (mean, sigma) = model.Model.Encode(test.First(Coded, new(0)));
        var (latents, rng) = (model.Model.Latents, new Rng(new SeedSequence(7)));
        int[] order = [.. Enumerable.Range(0, latents).OrderByDescending(j => model.Bound.LatentDivergences[j])];
        var points = new (double X, double Y)[Coded];
        for (var i = 0; i < Coded; i++)
        {
            double Code(int j) => mean[(i * latents) + j] + (sigma[(i * latents) + j] * rng.NextNormal());
            points[i] = (Code(order[0]), Code(order[1]));
        }

        var reach = Math.Max(4, 1.2 * points.Max(point => Math.Max(Math.Abs(point.X), Math.Abs(point.Y))));
        var panel = new AxesPanel
        {
            Title = "codes of test digits", XLabel = "the latent that says most", YLabel = "the next", Aspect = 1,
            X = (-reach, reach), Y = (-reach, reach),
        };
        for (var digit = 0; digit < 10; digit++)
        {
            var colour = Palette.Class(digit);
            (double X, double Y)[] ofDigit = [.. points.Where((_, i) => test.Labels[i] == digit)];
            panel.Points(ofDigit, colour, 1.3f);
            panel.Label(
                reach * ((0.18 * digit) - 0.81), 0.93 * reach, digit.ToString(CultureInfo.InvariantCulture), colour);
        }

        return panel;
    }

    private static AxesPanel Divergences(WeighedModel model)
    {
        double[] nats = [.. model.Bound.LatentDivergences.OrderDescending()];
        var panel = new AxesPanel
        {
            Title = FormattableString.Invariant($"divergence: {model.Bound.Means.Divergence:F1} nats"),
            XLabel = "latents, those that say most first", YLabel = "nats", Aspect = Width / 150,
            X = (0.3, nats.Length + 0.7), Y = (0, Math.Max(1, 1.1 * nats[0])),
            XTicks = [(1, "1"), (nats.Length, Ticks.Name(nats.Length))],
        };
        for (var j = 0; j < nats.Length; j++) panel.Bar(j + 1, 0.7, nats[j], Palette.Series(0));
        return panel;
    }

    private static AxesPanel RateAndDistortion(List<WeighedModel> models, double coins, double floor, float aspect)
    {
        double[] rates = [.. models.Select(model => model.Bound.Means.Divergence)];
        double[] distortions = [.. models.Select(model => model.Bound.Means.Reconstruction)];
        var right = Math.Ceiling(rates.Max() / 10) * 10 * 1.08;
        var panel = new AxesPanel
        {
            Title = "rate and distortion, test digits", XLabel = "rate: the divergence, nats",
            YLabel = "distortion: −ln p(x|z), nats", X = (-0.02 * right, right), Y = (30, 225), Aspect = aspect,
        };
        Level(panel, coins, right, FormattableString.Invariant($"collapse, independent coins: {coins:F1}"));
        Level(panel, floor, right, FormattableString.Invariant($"floor, the grey levels' entropy: {floor:F1}"));
        panel.Line(rates, distortions, Palette.Series(0))
            .Points(rates.Zip(distortions), Palette.Series(0), 4);
        foreach (var model in models.Where(model => Named.Contains(model.Beta)))
        {
            var isCollapsed = model.Beta == Named[^1];
            panel.Name(
                model.Bound.Means.Divergence + (0.003 * right),
                model.Bound.Means.Reconstruction + (isCollapsed ? -8 : 6),
                isCollapsed ? $"{model.Name} and more" : model.Name, Palette.DarkInk);
        }

        return panel;
    }

    private static AxesPanel Parts(List<WeighedModel> models, double coins, double floor, float aspect)
    {
        double[] xs = [.. models.Select(model => Math.Log10(model.Beta))];
        var (low, high) = (xs[0], xs[^1] + 1.1);
        var panel = new AxesPanel
        {
            Title = "the parts of the bound against β, test digits", XLabel = "β", YLabel = "nats", X = (low, high),
            Y = (0, 260), Aspect = aspect,
            XTicks = [.. Enumerable.Range((int)low, (int)(xs[^1] - low) + 1)
                .Select(power => ((double)power, Ticks.Name(Math.Pow(10, power))))],
        };
        Level(panel, coins, high, "");
        Level(panel, floor, high, "");
        Draw("−bound", 2, model => model.Bound.Means.Loss, 12);
        Draw("−ln p(x|z)", 0, model => model.Bound.Means.Reconstruction, -12);
        Draw("divergence", 1, model => model.Bound.Means.Divergence, 10);
        return panel;

        void Draw(string name, int series, Func<WeighedModel, double> part, double lift)
        {
            double[] ys = [.. models.Select(model => Math.Min(260, part(model)))];
            panel.Line(xs, ys, Palette.Series(series)).Name(xs[^1], ys[^1] + lift, name, Palette.Series(series));
        }
    }

    private static void Level(AxesPanel panel, double y, double right, string name)
    {
        panel.Line([panel.X.Low, right], [y, y], Palette.QuietInk, 1.3f, dashed: true);
        if (name.Length > 0) panel.Name(0.42 * right, y + 7, name, Palette.QuietInk);
    }
}

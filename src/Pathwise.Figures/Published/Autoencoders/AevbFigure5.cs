using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing.Panels;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Kingma and Welling's Figure 5: samples of models of 2, 5, 10 and 20 latents.</summary>
internal static class AevbFigure5
{
    private const int Side = 10, Epochs = 10;
    private const float PanelHeight = 289;          // an image's pixel is a pixel of the picture
    private const ulong SampleSeed = 5;

    private static readonly int[] Latents = [2, 5, 10, 20];

    public static PublishedFigure Definition { get; } = new(
        "aevb-figure-5",
        "Auto-Encoding Variational Bayes, Figure 5: samples of 2, 5, 10 and 20 latents",
        "Four variational autoencoders learn the digits of MNIST. z is drawn from the prior; above is E[x|z], below "
        + "an x drawn from p(x|z), coin by coin.",
        "D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes (2014), arXiv:1312.6114, Figure 5. It prints "
        + "pictures, no numbers; the bar of each model is the one with fewer latents.",
        "10⁸ images a model, with the paper's Adagrad: hours.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var (train, test) = (AevbModels.Mnist(DataSplit.Train), AevbModels.Mnist(DataSplit.Test));
        ModelPlan[] plans = [.. Latents.Select(latents => AevbModels.OfMnist(work, train, latents, Epochs))];
        using var study = new ModelStudy(work, plans.Sum(plan => plan.Work));
        var (rows, means, coins) = (new List<FigureRow>(), new List<IPanel>(), new List<IPanel>());
        foreach (var plan in plans)
        {
            var model = study.Train(plan);
            var bound = study.Bound(plan, model, test);
            var name = $"{plan.Name}: −bound, test";
            rows.Add(rows.Count == 0
                ? FigureRow.Alone(name, bound.Means.Loss, bound.StandardError)
                : FigureRow.AtMost(name, bound.Means.Loss, bound.StandardError, rows[^1].Here));
            var rng = new Rng(new SeedSequence(SampleSeed));
            var sampled = model.Sample(Side * Side, ref rng);
            means.Add(new ImagePanel(
                $"{plan.Options.Latents} latents", sampled, train.Shape, Side));
            coins.Add(new ImagePanel("", Coins(sampled, ref rng), train.Shape, Side));
        }

        var picture = new PanelRows(
            figure.Title, "z ~ N(0, I). Above: the decoder's means E[x|z]. Below: x drawn from them, coin by coin.")
            .Row(PanelHeight, [.. means]).Row(PanelHeight, [.. coins]).ToPicture();
        return new(figure, rows, picture);
    }

    private static float[] Coins(float[] means, ref Rng rng)
    {
        var drawn = new float[means.Length];
        for (var i = 0; i < drawn.Length; i++) drawn[i] = rng.NextSingle() < means[i] ? 1 : 0;
        return drawn;
    }
}

using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>Kingma and Welling's Figure 4: what a decoder of two latents says over their plane.</summary>
internal static class AevbFigure4
{
    private const int Side = 20, MnistEpochs = 20, FreyEpochs = 1000;
    private const float PanelHeight = 560;

    /// <summary>ln p of the faces under the best linear model of two latents, in nats a face.</summary>
    private const double LinearFrey = 555.83;

    /// <summary>−ln p of the test digits under independent coins, in nats a digit.</summary>
    private const double Coins = 205.65;

    public static PublishedFigure Definition { get; } = new(
        "aevb-figure-4",
        "Auto-Encoding Variational Bayes, Figure 4: manifolds of two latents",
        "A variational autoencoder of two latents learns the digits of MNIST, and another the Frey faces. Their "
        + "decoders are asked for the mean image at the inverse normal distribution of a grid on the unit square.",
        "D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes (2014), arXiv:1312.6114, Figure 4. It prints "
        + "pictures, no numbers. The bars are what knows less: for the digits independent coins, for the faces "
        + "probabilistic PCA of two components, in closed form (M. E. Tipping and C. M. Bishop, 1999).",
        "10⁸ images a model, with the paper's Adagrad: hours.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var (train, frey) = (AevbModels.Mnist(DataSplit.Train), AevbModels.FreyOrNull());
        var digits = AevbModels.OfMnist(work, train, latents: 2, MnistEpochs);
        var faces = frey is null ? null : AevbModels.OfFrey(work, frey, latents: 2, FreyEpochs);
        using var study = new ModelStudy(work, digits.Work + (faces?.Work ?? 0));
        var panels = new List<IPanel>();
        var model = study.Train(digits);
        var bound = study.Bound(digits, model, AevbModels.Mnist(DataSplit.Test));
        var rows = new List<FigureRow>
        {
            FigureRow.AtMost("MNIST, −bound, test", bound.Means.Loss, bound.StandardError, Coins),
            FigureRow.Alone("MNIST, divergence, test", bound.Means.Divergence, 0),
        };
        panels.Add(Manifold("MNIST", model, train.Shape));
        if (faces is not null)
        {
            model = study.Train(faces);
            bound = study.Bound(faces, model, faces.Examples);
            rows.Add(FigureRow.AtLeast("Frey faces, bound", -bound.Means.Loss, bound.StandardError, LinearFrey));
            rows.Add(FigureRow.Alone("Frey faces, divergence", bound.Means.Divergence, 0));
            panels.Add(Manifold("Frey faces", model, faces.Examples.Shape));
        }

        var picture = new PanelRows(
            figure.Title, "E[x|z] at z = Φ⁻¹(u) for u on a grid: every field is equally likely under the prior.")
            .Row(PanelHeight, [.. panels]).ToPicture();
        return new(figure, rows, picture) { Note = faces is null ? AevbModels.FreyIsMissing : "" };
    }

    private static ImagePanel Manifold(string title, VariationalAutoencoder model, ImageShape shape) =>
        new(title, model.Decode(LatentPaths.Manifold(Side)), shape, Side, gap: 0);
}

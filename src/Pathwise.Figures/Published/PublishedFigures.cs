using Pathwise.Figures.Published.Autoencoders;
using Pathwise.Figures.Published.Scores;

namespace Pathwise.Figures.Published;

/// <summary>The figures in print that can be computed anew.</summary>
public static class PublishedFigures
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PublishedFigure> All { get; } =
    [
        Figure2_1.Definition,
        Figure2_2.Definition,
        Figure2_3.Definition,
        Figure2_4.Definition,
        Figure2_5.Definition,
        Figure2_6.Definition,
        Figure3_2.Definition,
        Figure3_5.Definition,
        Figure4_1.Definition,
        Figure4_2.Definition,
        Figure4_3.Definition,
        Figure5_1.Definition,
        Figure5_2.Definition,
        Example6_2.Definition,
        Figure6_5.Definition,
        Example6_6.Definition,
        Figure7_2.Definition,
        Figure13_1.Definition,
        Figure13_2.Definition,
        Reparametrization.Definition,
        PolicyGradientAgreement.Definition,
        Jensen.Definition,
        RlBenchmark.Definition,
        NasBench201Strategies.Definition,
        MnasNetReward.Definition,
        AevbFigure2.Definition,
        AevbFigure4.Definition,
        AevbFigure5.Definition,
        LossWeights.Definition,
        FreyLikelihood.Definition,
        StaticMnist.Definition,
        IwaeOrdering.Definition,
        AnomalyStudy.Definition,
        EfficientNetTable1.Definition,
        NasNetCells.Definition,
        MinAtarBreakout.Definition,
    ];

    /// <summary>The figure of a name.</summary>
    /// <exception cref="BadInputException">There is none of that name.</exception>
    public static PublishedFigure Find(string id) =>
        All.FirstOrDefault(figure => string.Equals(figure.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? throw BadInputException.Unknown("figure", id, [.. All.Select(figure => figure.Id)]);
}

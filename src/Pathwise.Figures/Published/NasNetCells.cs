using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Published;

namespace Pathwise.Figures.Published;

/// <summary>The cells of NASNet-A, drawn, and the size of the networks stacked of them beside the printed
/// one.</summary>
internal static class NasNetCells
{
    private const double Million = 1e6;

    /// <summary>Tables 1 to 3 of the paper: millions of parameters and of multiply-adds, half of the last
    /// digit.</summary>
    private static readonly (string Network, double Parameters, double Half, double? MultiplyAdds, double HalfAdds)[]
        Printed =
        [
            ("nasnet-a-6@768", 3.3, 0.05, null, 0),
            ("nasnet-a-4@1056", 5.3, 0.05, 564, 0.5),
            ("nasnet-a-6@4032", 88.9, 0.05, 23_800, 50),
        ];

    public static PublishedFigure Definition { get; } = new(
        "nasnet-cells",
        "NASNet-A: the normal and the reduction cell",
        "The cells that the search found on CIFAR-10, drawn, and the networks stacked of them, counted.",
        "B. Zoph, V. Vasudevan, J. Shlens and Q. V. Le, Learning Transferable Architectures for Scalable Image "
        + "Recognition (2018), Figure 4 and Tables 1 to 3, as printed. The states that a cell concatenates are those "
        + "of the released code.",
        (figure, progress, cancellation) =>
        {
            var rows = new List<FigureRow>();
            foreach (var (name, parameters, half, multiplyAdds, halfAdds) in Printed)
            {
                cancellation.ThrowIfCancellationRequested();
                var cost = CostModel.Of(KnownNetworks.Find(name).Build());
                // The large network has 88.75 million trained numbers; 88.9 comes out only with the averages.
                var kept = name == Printed[^1].Network ? cost.RunningStatistics : 0;
                var what = kept == 0 ? "" : ", with batch normalisation's averages";
                rows.Add(FigureRow.Exact(
                    $"{name}, millions of parameters{what}", (cost.Parameters + kept) / Million, parameters, half));
                if (multiplyAdds is { } printed)
                    rows.Add(FigureRow.Exact(
                        $"{name}, millions of multiply-adds", cost.MultiplyAdds / Million, printed, halfAdds));
                progress?.Report((double)rows.Count / 5);
            }

            var picture = ArchitecturePicture.Draw(
                figure.Title, "At the bottom of each, the outputs of the two cells before it; at the top, what it "
                + "puts out. Numbers are the blocks'.", NasNetA.Cells);
            return new(figure, rows, picture);
        });
}

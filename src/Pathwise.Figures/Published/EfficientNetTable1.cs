using System.Globalization;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Published;

namespace Pathwise.Figures.Published;

/// <summary>Table 1 of EfficientNet: the stages of B0.</summary>
internal static class EfficientNetTable1
{
    /// <summary>As printed: operator, resolution of what a stage takes, output channels, layers.</summary>
    private static readonly (string Operator, int Resolution, int Channels, int Layers)[] Printed =
    [
        ("Conv3×3", 224, 32, 1), ("MBConv1, k3×3", 112, 16, 1), ("MBConv6, k3×3", 112, 24, 2),
        ("MBConv6, k5×5", 56, 40, 2), ("MBConv6, k3×3", 28, 80, 3), ("MBConv6, k5×5", 14, 112, 3),
        ("MBConv6, k5×5", 14, 192, 4), ("MBConv6, k3×3", 7, 320, 1), ("Conv1×1 & Pooling & FC", 7, 1280, 1),
    ];

    public static PublishedFigure Definition { get; } = new(
        "efficientnet-table-1",
        "Table 1 of EfficientNet: the stages of EfficientNet-B0",
        "Resolution, channels and layers of each stage, from the network's layers; its parameters and multiply-adds, "
        + "exactly.",
        "M. Tan and Q. V. Le, EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks (2019), "
        + "Table 1, as printed, and Table 2: 5.3 million parameters, 0.39 billion multiply-adds.",
        (figure, _, _) =>
        {
            var network = KnownNetworks.Find("efficientnet-b0").Build();
            var cost = CostModel.Of(network);
            var stages = cost.Stages();
            var rows = new List<FigureRow>();
            for (var i = 0; i < Printed.Length; i++)
            {
                var (name, resolution, channels, layers) = Printed[i];
                var isSame = i < stages.Length && stages[i].Description == name;
                var stage = string.Create(CultureInfo.InvariantCulture, $"stage {i + 1}, {name}: ");
                rows.Add(FigureRow.Exact(stage + "resolution", isSame ? stages[i].Input.Height : 0, resolution, 0));
                rows.Add(FigureRow.Exact(stage + "channels", isSame ? stages[i].Channels : 0, channels, 0));
                rows.Add(FigureRow.Exact(stage + "layers", isSame ? stages[i].Layers : 0, layers, 0));
            }

            rows.Add(FigureRow.Exact("millions of parameters", cost.Parameters / 1e6, 5.3, 0.05));
            rows.Add(FigureRow.Exact("billions of multiply-adds", cost.MultiplyAdds / 1e9, 0.39, 0.005));
            return new(figure, rows, ArchitecturePicture.Draw(figure.Title, network))
            {
                Note = "Resolution is of what a stage takes, as in the paper's table; after it, stage by stage: "
                    + string.Join(
                        ", ", stages.Select(stage => stage.Output.Height.ToString(CultureInfo.InvariantCulture)))
                    + ". " + CostModel.Definition,
            };
        });
}

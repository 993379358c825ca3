using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>The layers of one cell, by the rules of the released NASNet.</summary>
/// <remarks>Convolutions are ReLU, convolution, normalisation; a separable one is so twice, with nothing between its
/// depthwise and its pointwise part. Where shapes do not fit, convolutions of 1 × 1 make them fit.</remarks>
internal sealed class CellLayers(BlueprintBuilder builder, BatchNormalizationLayer normalization)
{
    /// <summary>Adds a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="current">The output of the cell before.</param>
    /// <param name="previous">The output of the one before that; null for none.</param>
    /// <param name="filters">F of this cell.</param>
    /// <param name="stride">2 in a reduction cell, else 1.</param>
    /// <param name="dropRate">The chance that a path is dropped at the end of training.</param>
    public Wire Apply(Cell cell, Wire current, Wire? previous, int filters, int stride, double dropRate)
    {
        var states = new List<Wire>(cell.Blocks.Length + Cell.Inputs);
        Wire fitted;
        using (builder.Scope("previous")) fitted = Fit(previous, current, filters);
        using (builder.Scope("current")) states.Add(ReluConvolution(current, filters, Window.Square(1)));
        states.Add(fitted);

        foreach (var block in cell.Blocks)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"block {states.Count - Cell.Inputs + 1}");
            using var scope = builder.Scope(name);
            Wire a, b;
            using (builder.Scope("A")) a = Side(block.OperationA, block.InputA);
            using (builder.Scope("B")) b = Side(block.OperationB, block.InputB);
            states.Add(block.Combiner == CellCombiner.Addition ? builder.Sum(a, b) : builder.Concatenate(a, b));
        }

        using (builder.Scope("output")) return Combine(cell, states, filters);

        Wire Side(CellOperation operation, int input) =>
            Operation(operation, states[input], input < Cell.Inputs ? stride : 1, filters, dropRate);
    }

    /// <summary>Brings h_{i−1} to the size and filters of this cell; without one, h_i stands for it as it is.</summary>
    private Wire Fit(Wire? previous, Wire current, int filters)
    {
        if (previous is not { } wire) return current;
        if (wire.Shape.Height != current.Shape.Height || wire.Shape.Width != current.Shape.Width)
            return FactorizedReduction(builder.Relu(wire), filters, stride: 2);
        return wire.Channels == filters ? wire : ReluConvolution(wire, filters, Window.Square(1));
    }

    private Wire Operation(CellOperation operation, Wire x, int stride, int filters, double dropRate)
    {
        var size = operation.Size;
        if (operation.Kind == CellOperationKind.Identity)
            return stride == 1 && x.Channels == filters ? x : ReluConvolution(x, filters, Window.Square(1, stride));

        x = operation.Kind switch
        {
            CellOperationKind.Convolution => ReluConvolution(x, filters, Window.Square(size, stride)),
            CellOperationKind.Dilated => ReluConvolution(x, filters, Window.Square(size, stride, dilation: 2)),
            CellOperationKind.Factorized => ReluConvolution(
                ReluConvolution(x, filters, new(1, size, 1, stride)), filters, new(size, 1, stride, 1)),
            CellOperationKind.Separable => Separable(Separable(x, filters, size, stride), filters, size, stride: 1),
            CellOperationKind.AveragePool => WithFilters(builder.AveragePool(x, size, stride), filters),
            CellOperationKind.MaximumPool => WithFilters(builder.MaximumPool(x, size, stride), filters),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "There is no such operation."),
        };
        return dropRate > 0 ? builder.Add(new DropPathLayer(dropRate, IsScheduled: true), x) : x;
    }

    private Wire Combine(Cell cell, List<Wire> states, int filters)
    {
        var size = states[^1].Shape;
        return builder.Concatenate([.. cell.Outputs.Select(Fitted)]);

        Wire Fitted(int state)
        {
            var wire = states[state];
            var isLarger = wire.Shape.Height != size.Height || wire.Shape.Width != size.Width;
            return state < Cell.Inputs && (isLarger || wire.Channels != filters)
                ? FactorizedReduction(wire, filters, isLarger ? 2 : 1)
                : wire;
        }
    }

    /// <summary>Halves the sides: one half of the filters sees the numbers at even places, the other, shifted by one,
    /// those at odd ones.</summary>
    private Wire FactorizedReduction(Wire x, int filters, int stride)
    {
        if (stride == 1) return Normalize(builder.Convolution(x, filters, size: 1));
        var even = EverySecond(x);
        if (filters == 1) return Normalize(builder.Convolution(even, filters, size: 1));
        var shifted = builder.Add(new CropLayer(new(1, 1, 0, 0)), builder.Add(new PadLayer(new(0, 0, 1, 1)), x));
        var odd = EverySecond(shifted);
        var half = filters / 2;
        return Normalize(builder.Concatenate(
            builder.Convolution(even, half, size: 1), builder.Convolution(odd, filters - half, size: 1)));
    }

    private Wire EverySecond(Wire x) => builder.AveragePool(x, size: 1, stride: 2, Padding.Valid);

    private Wire WithFilters(Wire x, int filters) =>
        x.Channels == filters ? x : Normalize(builder.Convolution(x, filters, size: 1));

    private Wire Separable(Wire x, int filters, int size, int stride) => Normalize(
        builder.Convolution(builder.Depthwise(builder.Relu(x), size, stride), filters, size: 1));

    private Wire ReluConvolution(Wire x, int filters, Window window) => Normalize(builder.Add(
        new ConvolutionLayer(filters, window, Padding.Same, Groups: 1, HasBias: false), builder.Relu(x)));

    private Wire Normalize(Wire x) => builder.Normalize(x, normalization);
}

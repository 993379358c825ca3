using Pathwise.ArchitectureSearch.Cells;
using SkiaSharp;

namespace Pathwise.Figures.Drawing.Networks;

/// <summary>The colours of the parts of a network: light, so that dark letters stand on them.</summary>
internal static class NetworkColours
{
    public static SKColor Edge { get; } = new(0x8A, 0x93, 0x9E);

    public static SKColor State { get; } = new(0xF2, 0xF3, 0xF5);

    public static SKColor Addition { get; } = new(0xCF, 0xE8, 0xCB);

    public static SKColor Concatenation { get; } = new(0xD9, 0xDC, 0xE1);

    public static SKColor Separable { get; } = new(0xFB, 0xE9, 0xB0);

    public static SKColor Convolution { get; } = new(0xF7, 0xD0, 0xB6);

    public static SKColor Pool { get; } = new(0xC6, 0xDF, 0xF3);

    public static SKColor Nothing { get; } = SKColors.White;

    public static SKColor Of(CellOperationKind kind) => kind switch
    {
        CellOperationKind.Separable => Separable,
        CellOperationKind.Identity => Nothing,
        CellOperationKind.AveragePool or CellOperationKind.MaximumPool => Pool,
        _ => Convolution,
    };

    /// <summary>The colour of a stage that is told in words.</summary>
    public static SKColor Of(string description)
    {
        return Has("FC") || Has("classifier") ? Addition
            : Has("MBConv6") ? Separable
            : Has("MBConv") ? new(0xFD, 0xF4, 0xD6)
            : Has("reduction") || Has("residual") || Has("max3") ? Pool
            : Has("cell") || Has("bottleneck") ? Separable
            : Convolution;

        bool Has(string word) => description.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}

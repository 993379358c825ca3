namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The margin around the input of a convolution or pooling.</summary>
/// <remarks>For n numbers, a window of k with dilation d, and stride s, <see cref="Same"/> adds
/// max((⌈n/s⌉ − 1)·s + (k − 1)·d + 1 − n, 0), the smaller half before, the larger after: TensorFlow's SAME, which is
/// asymmetric. PyTorch's <c>padding=p</c> is <see cref="All"/>.</remarks>
public readonly record struct Padding
{
    private readonly Margins _margins;

    private Padding(PaddingKind kind, Margins margins = default) => (Kind, _margins) = (kind, margins);

    /// <summary>No margin.</summary>
    public static Padding Valid => new(PaddingKind.Valid);

    /// <summary>As much as makes the output ⌈input / stride⌉ long.</summary>
    public static Padding Same => new(PaddingKind.Same);

    /// <summary>The same margin on all four sides, whatever the input.</summary>
    /// <param name="size">Rows and columns on each, ≥ 0.</param>
    public static Padding All(int size) => Explicit(Margins.All(size));

    /// <summary>A margin told side by side.</summary>
    /// <param name="margins">The sides, all ≥ 0.</param>
    public static Padding Explicit(Margins margins) => new(PaddingKind.Explicit, margins);

    /// <summary>How the margin is found.</summary>
    public PaddingKind Kind { get; }

    /// <summary>The margin that this makes around an input.</summary>
    /// <param name="input">The input's shape.</param>
    /// <param name="window">The window.</param>
    public Margins Around(TensorShape input, Window window)
    {
        if (Kind != PaddingKind.Same) return _margins;
        var rows = Missing(input.Height, window.Height, window.StrideHeight, window.Dilation);
        var columns = Missing(input.Width, window.Width, window.StrideWidth, window.Dilation);
        return new(rows / 2, columns / 2, rows - (rows / 2), columns - (columns / 2));
    }

    private static int Missing(int length, int size, int stride, int dilation) =>
        Math.Max((((length + stride - 1) / stride - 1) * stride) + ((size - 1) * dilation) + 1 - length, 0);
}

using System.Globalization;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The window of a convolution or pooling: its size, its steps, and how far its numbers lie apart.</summary>
/// <param name="Height">Rows, ≥ 1.</param>
/// <param name="Width">Columns, ≥ 1.</param>
/// <param name="StrideHeight">Rows from one window to the next, ≥ 1.</param>
/// <param name="StrideWidth">Columns from one window to the next, ≥ 1.</param>
/// <param name="Dilation">Rows and columns between the numbers of a window, ≥ 1; 1: neighbours.</param>
public readonly record struct Window(int Height, int Width, int StrideHeight = 1, int StrideWidth = 1, int Dilation = 1)
{
    /// <summary>A square.</summary>
    /// <param name="size">Rows and columns.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="dilation">Rows and columns between the numbers of a window.</param>
    public static Window Square(int size, int stride = 1, int dilation = 1) =>
        new(size, size, stride, stride, dilation);

    /// <summary>Numbers in a window.</summary>
    public int Area => Height * Width;

    /// <summary>The height and width of what windows over an input give.</summary>
    /// <param name="input">The input's shape.</param>
    /// <param name="padding">The margin around it.</param>
    /// <exception cref="BadInputException">The window is larger than the input and its margin.</exception>
    public (int Height, int Width) Over(TensorShape input, Padding padding)
    {
        var margins = padding.Around(input, this);
        var height = input.Height + margins.Top + margins.Bottom - ((Height - 1) * Dilation) - 1;
        var width = input.Width + margins.Left + margins.Right - ((Width - 1) * Dilation) - 1;
        return height >= 0 && width >= 0
            ? ((height / StrideHeight) + 1, (width / StrideWidth) + 1)
            : throw new BadInputException($"A window of {this} is larger than its input of {input}; give the network "
                + "larger images.");
    }

    /// <summary><c>3×3</c>, with stride and dilation where they are not 1.</summary>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}");
        if (StrideHeight > 1 || StrideWidth > 1)
            text += StrideHeight == StrideWidth
                ? string.Create(CultureInfo.InvariantCulture, $", stride {StrideHeight}")
                : string.Create(CultureInfo.InvariantCulture, $", stride {StrideHeight}×{StrideWidth}");
        return Dilation > 1 ? text + string.Create(CultureInfo.InvariantCulture, $", dilation {Dilation}") : text;
    }
}

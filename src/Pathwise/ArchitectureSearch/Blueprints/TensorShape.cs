using System.Globalization;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>What one example is at some place of a network: channels of height × width numbers.</summary>
/// <param name="Channels">Channels, or the length of a vector, whose height and width are 1.</param>
/// <param name="Height">Rows of a channel.</param>
/// <param name="Width">Columns of a channel.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width)
{
    /// <summary>A vector: height and width 1.</summary>
    /// <param name="length">Its numbers.</param>
    public static TensorShape Vector(int length) => new(length, 1, 1);

    /// <summary>Numbers of one example.</summary>
    public long Count => (long)Channels * Height * Width;

    /// <summary><c>channels × height × width</c>, or the length of a vector.</summary>
    public override string ToString() => Height == 1 && Width == 1
        ? Channels.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Channels} × {Height} × {Width}");
}

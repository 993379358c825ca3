namespace Pathwise.Datasets;

/// <summary>A picture in memory.</summary>
/// <param name="Width">Columns, ≥ 1.</param>
/// <param name="Height">Rows, ≥ 1.</param>
/// <param name="Pixels">Red, green and blue of each pixel, row by row, [height, width, 3].</param>
public sealed record RgbPicture(int Width, int Height, ReadOnlyMemory<byte> Pixels);

namespace Pathwise.Datasets;

/// <summary>How the numbers of an example are laid out: channel by channel, row by row, column by column.</summary>
/// <param name="Height">Rows, ≥ 1; 1 for a table's row.</param>
/// <param name="Width">Columns, ≥ 1.</param>
/// <param name="Channels">1 for grey levels, 3 for red, green and blue planes.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels = 1)
{
    /// <summary>Numbers of an example, height · width · channels.</summary>
    public int Size => checked(Height * Width * Channels);

    /// <inheritdoc/>
    public override string ToString() => Channels == 1 ? $"{Height} × {Width}" : $"{Height} × {Width} × {Channels}";
}

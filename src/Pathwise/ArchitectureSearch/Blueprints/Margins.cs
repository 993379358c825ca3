namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Rows and columns that are put around an image, or taken from it.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns on the left.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Right">Columns on the right.</param>
public readonly record struct Margins(int Top, int Left, int Bottom, int Right)
{
    /// <summary>The same on all four sides.</summary>
    /// <param name="size">Rows and columns on each.</param>
    public static Margins All(int size) => new(size, size, size, size);

    /// <summary>Whether all four sides are 0.</summary>
    public bool IsEmpty => this == default;
}

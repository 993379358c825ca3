namespace Pathwise.ArchitectureSearch.MobileBlocks;

/// <summary>Numbers of filters that mobile networks have: multiples of 8.</summary>
internal static class RoundedFilters
{
    private const int Divisor = 8;

    /// <summary>The multiple of 8 nearest to filters times a factor, at least 8, and at least nine tenths of
    /// it.</summary>
    public static int Of(int filters, double factor)
    {
        var wanted = filters * factor;
        var rounded = Math.Max(Divisor, (int)(wanted + (Divisor / 2)) / Divisor * Divisor);
        return rounded < 0.9 * wanted ? rounded + Divisor : rounded;
    }
}

namespace Pathwise.Numerics;

/// <summary>Says that arrays which belong together have different lengths.</summary>
internal static class Lengths
{
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void MustMatch(int given, int wanted, string name)
    {
        if (given != wanted) Throw(given, wanted, name);
    }

    private static void Throw(int given, int wanted, string name) =>
        throw new ArgumentException($"{wanted} numbers are wanted here; got {given}.", name);
}

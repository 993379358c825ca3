namespace Pathwise.Datasets;

/// <summary>Conventions as they are typed and stored: <c>grey</c>, <c>static</c>, <c>dynamic</c>.</summary>
public static class ConventionName
{
    private static readonly (string Name, PixelConvention Convention)[] All =
    [
        ("grey", PixelConvention.Grey), ("static", PixelConvention.StaticBinary),
        ("dynamic", PixelConvention.DynamicBinary),
    ];

    /// <summary>The name of a convention.</summary>
    /// <param name="convention">Which.</param>
    public static string Of(PixelConvention convention) => Array.Find(All, one => one.Convention == convention).Name;

    /// <summary>The convention of a name.</summary>
    /// <param name="name">What was typed.</param>
    /// <exception cref="BadInputException">There is no such convention.</exception>
    public static PixelConvention Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var one in All)
            if (one.Name == name) return one.Convention;
        throw BadInputException.Unknown("convention", name, [.. All.Select(one => one.Name)]);
    }
}

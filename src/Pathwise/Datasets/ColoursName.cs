namespace Pathwise.Datasets;

/// <summary>What is read of pictures, as it is typed and stored: <c>grey</c>, <c>rgb</c>.</summary>
public static class ColoursName
{
    private const string Grey = "grey", Rgb = "rgb";

    /// <summary>The name of a choice.</summary>
    /// <param name="colours">Which.</param>
    public static string Of(PictureColours colours) => colours == PictureColours.Rgb ? Rgb : Grey;

    /// <summary>The choice of a name.</summary>
    /// <param name="name">What was typed.</param>
    /// <exception cref="BadInputException">There is no such choice.</exception>
    public static PictureColours Parse(string name) => name switch
    {
        Grey => PictureColours.Grey,
        Rgb => PictureColours.Rgb,
        _ => throw BadInputException.Unknown("choice of colours", name, [Grey, Rgb]),
    };
}

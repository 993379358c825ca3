using System.Globalization;
using Pathwise.Autoencoders;

namespace Pathwise.Cli.Vae;

/// <summary>Noises as they are typed: <c>gaussian:0.3</c>, <c>masking:0.5</c>, <c>salt-and-pepper:0.2</c>.</summary>
internal static class NoiseChoice
{
    private static readonly (string Name, CorruptionKind Kind)[] All =
    [
        ("gaussian", CorruptionKind.Gaussian), ("masking", CorruptionKind.Masking),
        ("salt-and-pepper", CorruptionKind.SaltAndPepper),
    ];

    /// <summary>The name of a noise.</summary>
    public static string Of(Corruption noise) => string.Create(
        CultureInfo.InvariantCulture, $"{Array.Find(All, one => one.Kind == noise.Kind).Name}:{noise.Level}");

    /// <summary>The noise of a name.</summary>
    /// <exception cref="BadInputException">There is none of this name, or its level is out of range.</exception>
    public static Corruption Parse(string text)
    {
        var (name, level) = text.Split(':', 2) is [var before, var after] ? (before, after) : (text, "");
        var known = Array.Find(All, one => one.Name == name);
        if (known.Name is null) throw BadInputException.Unknown("noise", name, [.. All.Select(one => one.Name)]);
        var most = known.Kind == CorruptionKind.Gaussian ? 1e6 : 1;
        return double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number <= most
                ? new(known.Kind, number)
                : throw new BadInputException(
                    $"The noise '{text}' cannot be used: " + (known.Kind == CorruptionKind.Gaussian
                        ? "a deviation of at least 0 must follow, as in gaussian:0.3."
                        : $"a share of the pixels from 0 to 1 must follow, as in {name}:0.3."));
    }
}

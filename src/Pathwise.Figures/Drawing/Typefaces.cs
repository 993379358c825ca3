using SkiaSharp;

namespace Pathwise.Figures.Drawing;

/// <summary>The typefaces of all pictures: Inter, which travels in this assembly,
/// so that a bare server draws text too.</summary>
internal static class Typefaces
{
    /// <summary>For ticks, labels and everything that is read.</summary>
    public static SKTypeface Regular { get; } = Embedded("Inter-Regular.otf");

    /// <summary>For titles and for names beside lines.</summary>
    public static SKTypeface SemiBold { get; } = Embedded("Inter-SemiBold.otf");

    private static SKTypeface Embedded(string file)
    {
        using var font = typeof(Typefaces).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks its font {file}.");
        return SKTypeface.FromStream(font)
            ?? throw new InvalidOperationException($"The font {file} in the assembly cannot be read.");
    }
}

using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>Colours for numbers: from pale to blue, or, where numbers have both signs, from orange over white to
/// blue.</summary>
/// <param name="Low">The least number.</param>
/// <param name="High">The greatest.</param>
internal readonly record struct ColourScale(double Low, double High)
{
    private static readonly SKColor
        Pale = new(0xF3, 0xF7, 0xFB), Middle = new(0xFA, 0xFA, 0xFA), Blue = new(0x1B, 0x6C, 0xA8),
        Orange = new(0xD5, 0x6E, 0x1E);

    /// <summary>Whether numbers have both signs, and 0 is the middle.</summary>
    public bool IsDiverging => Low < 0 && High > 0;

    /// <summary>The scale of some numbers; those that are not finite do not count.</summary>
    public static ColourScale Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length == 0 ? new(0, 1) : new(finite.Min(), finite.Max());
    }

    /// <summary>The colour of a number.</summary>
    public SKColor this[double value]
    {
        get
        {
            if (!double.IsFinite(value)) return Palette.Grid;
            if (!IsDiverging)
                return High > Low ? Between(Pale, Blue, (value - Low) / (High - Low)) : Between(Pale, Blue, 0.3);
            var share = value / Math.Max(-Low, High);
            return Between(Middle, share < 0 ? Orange : Blue, Math.Abs(share));
        }
    }

    /// <summary>The ink that is read best upon a number's colour.</summary>
    public SKColor InkOn(double value)
    {
        var c = this[value];
        return (0.299 * c.Red) + (0.587 * c.Green) + (0.114 * c.Blue) < 150 ? SKColors.White : Palette.DarkInk;
    }

    private static SKColor Between(SKColor from, SKColor to, double share)
    {
        var t = Math.Clamp(share, 0, 1);
        byte Mix(byte a, byte b) => (byte)Math.Round(a + (t * (b - a)));
        return new(Mix(from.Red, to.Red), Mix(from.Green, to.Green), Mix(from.Blue, to.Blue));
    }
}

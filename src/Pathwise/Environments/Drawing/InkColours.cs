namespace Pathwise.Environments.Drawing;

/// <summary>What the inks look like on a screen.</summary>
public static class InkColours
{
    /// <summary>The colour of an ink, 0xRRGGBB.</summary>
    /// <remarks>M. Okabe and K. Ito, <i>Color Universal Design</i> (2008):
    /// any colour vision can tell them apart.</remarks>
    public static int Rgb(this Ink ink) => ink switch
    {
        Ink.Paper => 0xFFFFFF,
        Ink.Grey => 0xB4BBC4,
        Ink.Blue => 0x0072B2,
        Ink.Orange => 0xE69F00,
        Ink.Green => 0x009E73,
        Ink.Red => 0xD55E00,
        _ => 0x1F242B,
    };
}

using Pathwise.Environments;
using Pathwise.Environments.Drawing;
using SkiaSharp;

namespace Pathwise.Figures.Drawing;

/// <summary>The colours of all pictures.</summary>
/// <remarks>
/// Series: M. Okabe and K. Ito, <i>Color Universal Design</i> (2008), which readers with any colour vision can tell
/// apart; in an order that keeps neighbours far apart, without its yellow, which is too light for lines on white.
/// Classes: P. Tol, <i>Colour Schemes</i> (2021), the muted scheme, with a darker grey.
/// </remarks>
internal static class Palette
{
    private static readonly SKColor[] SeriesColours =
    [
        new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73),
        new(0xCC, 0x79, 0xA7), new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9),
    ];

    private static readonly SKColor[] ClassColours =
    [
        new(0x33, 0x22, 0x88), new(0x88, 0xCC, 0xEE), new(0x44, 0xAA, 0x99), new(0x11, 0x77, 0x33),
        new(0x99, 0x99, 0x33), new(0xDD, 0xCC, 0x77), new(0xCC, 0x66, 0x77), new(0x88, 0x22, 0x55),
        new(0xAA, 0x44, 0x99), new(0x88, 0x88, 0x88),
    ];

    public static SKColor Paper { get; } = SKColors.White;

    public static SKColor DarkInk { get; } = new(0x1F, 0x24, 0x2B);

    public static SKColor QuietInk { get; } = new(0x5F, 0x68, 0x74);

    public static SKColor Axis { get; } = new(0xB4, 0xBB, 0xC4);

    public static SKColor Grid { get; } = new(0xEC, 0xEE, 0xF1);

    /// <summary>The colour of a series; after six they begin again.</summary>
    public static SKColor Series(int index) => SeriesColours[index % SeriesColours.Length];

    /// <summary>The colour of a class, of ten.</summary>
    public static SKColor Class(int index) => ClassColours[index % ClassColours.Length];

    /// <summary>The colour of an environment's ink.</summary>
    public static SKColor Of(Ink ink) => new(0xFF000000 | (uint)ink.Rgb());
}

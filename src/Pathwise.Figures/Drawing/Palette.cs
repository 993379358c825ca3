using Pathwise.Environments;
using Pathwise.Environments.Drawing;
using SkiaSharp;

namespace Pathwise.Figures.Drawing;

/// <summary>The colours of all pictures.</summary>
/// <remarks>
/// Series: M. Okabe and K. Ito, <i>Color Universal Design</i> (2008), which readers with any colour vision can tell
/// apart; in an order that keeps neighbours far apart, without its yellow, which is too light for lines on white.
/// </remarks>
internal static class Palette
{
    private static readonly SKColor[] SeriesColours =
    [
        new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73),
        new(0xCC, 0x79, 0xA7), new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9),
    ];

    public static SKColor Paper { get; } = SKColors.White;

    public static SKColor DarkInk { get; } = new(0x1F, 0x24, 0x2B);

    public static SKColor QuietInk { get; } = new(0x5F, 0x68, 0x74);

    public static SKColor Axis { get; } = new(0xB4, 0xBB, 0xC4);

    public static SKColor Grid { get; } = new(0xEC, 0xEE, 0xF1);

    /// <summary>The colour of a series; after six they begin again.</summary>
    public static SKColor Series(int index) => SeriesColours[index % SeriesColours.Length];

    /// <summary>The colour of an environment's ink.</summary>
    public static SKColor Of(Ink ink) => new(0xFF000000 | (uint)ink.Rgb());
}

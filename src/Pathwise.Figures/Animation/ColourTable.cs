namespace Pathwise.Figures.Animation;

/// <summary>At most 255 colours that stand for all colours of an animation.</summary>
/// <remarks>
/// Exact where there are no more than that. Otherwise median cut (P. Heckbert, <i>Color Image Quantization for Frame
/// Buffer Display</i>, 1982): the box of colours with the longest side is halved at its median, until there are enough
/// boxes.
/// </remarks>
internal sealed class ColourTable
{
    public const int MostColours = 255;

    private readonly List<uint> _colours = [];
    private readonly Dictionary<uint, byte> _indices = [];

    private ColourTable() { }

    /// <summary>The table for some runs of pixels.</summary>
    public static ColourTable For(IEnumerable<(uint Colour, int Length)> runs)
    {
        var counts = new Dictionary<uint, long>();
        foreach (var (colour, length) in runs)
            counts[colour] = counts.GetValueOrDefault(colour) + length;

        var boxes = new List<(uint Colour, long Count)[]>
        {
            counts.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key).ToArray(),
        };
        while (boxes.Count < MostColours && boxes.MaxBy(Spread) is { Length: > 1 } widest)
        {
            boxes.Remove(widest);
            var (channel, _) = LongestSide(widest);
            var sorted = widest
                .OrderBy(entry => Channel(entry.Colour, channel))
                .ThenBy(entry => entry.Colour)
                .ToArray();
            boxes.Add(sorted[..(sorted.Length / 2)]);
            boxes.Add(sorted[(sorted.Length / 2)..]);
        }

        var table = new ColourTable();
        foreach (var box in boxes)
        {
            foreach (var (colour, _) in box)
                table._indices[colour] = (byte)table._colours.Count;
            table._colours.Add(MostFrequent(box));
        }

        return table;
    }

    /// <summary>The entry that stands for a colour of the animation.</summary>
    public byte IndexOf(uint colour) => _indices[colour];

    /// <summary>256 entries of red, green, blue.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[256 * 3];
        for (var i = 0; i < _colours.Count; i++)
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) =
                ((byte)(_colours[i] >> 16), (byte)(_colours[i] >> 8), (byte)_colours[i]);
        return bytes;
    }

    private static int Spread((uint Colour, long Count)[] box) => box.Length < 2 ? -1 : LongestSide(box).Length;

    private static (int Channel, int Length) LongestSide((uint Colour, long Count)[] box) =>
        Enumerable.Range(0, 3)
            .Select(channel => (
                channel, box.Max(e => Channel(e.Colour, channel)) - box.Min(e => Channel(e.Colour, channel))))
            .MaxBy(side => side.Item2);

    /// <summary>The colour that most pixels of a box have: flat areas keep their own colour, edges give way.</summary>
    private static uint MostFrequent((uint Colour, long Count)[] box) => box.MaxBy(entry => entry.Count).Colour;

    private static int Channel(uint colour, int channel) => (int)(colour >> (8 * channel)) & 0xFF;
}

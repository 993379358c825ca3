namespace Pathwise.Figures.Animation;

/// <summary>An animation that repeats for ever, as a GIF file.</summary>
/// <remarks>
/// <para>Source: CompuServe, <i>Graphics Interchange Format, Version 89a</i> (1990),
/// with Netscape's looping extension.</para>
/// <para>One table of at most 255 colours serves all frames. A frame stores the smallest rectangle that holds what
/// changed, and in it nothing where nothing changed. Frames are kept as runs of equal pixels until the file is
/// written.</para>
/// </remarks>
public sealed class GifAnimation
{
    private const byte Unchanged = 255;      // the transparent entry: what was there stays
    private const double ShortestDelay = 2;  // hundredths of a second; viewers slow down what asks for less

    private readonly int _width, _height;
    private readonly List<(uint Colour, int Length)[]> _frames = [];
    private readonly List<TimeSpan> _durations = [];

    /// <inheritdoc cref="GifAnimation"/>
    /// <param name="width">Columns of every frame, from 1 to 65535.</param>
    /// <param name="height">Rows of every frame, from 1 to 65535.</param>
    public GifAnimation(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(width, Math.Clamp(width, 1, ushort.MaxValue));
        ArgumentOutOfRangeException.ThrowIfNotEqual(height, Math.Clamp(height, 1, ushort.MaxValue));
        (_width, _height) = (width, height);
    }

    /// <summary>Frames so far.</summary>
    public int Count => _frames.Count;

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">Of the animation's size.</param>
    /// <param name="duration">How long it is shown; stored in hundredths of a second, at least two.</param>
    public void Add(Frame frame, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width != _width || frame.Height != _height)
            throw new ArgumentException(
                $"The animation is {_width} × {_height}; a frame of {frame.Width} × {frame.Height} does not fit.",
                nameof(frame));
        _frames.Add(Runs(frame.Pixels));
        _durations.Add(duration);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where to; what was there is replaced.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Save(string path) => OutputFile.Write(path, ToBytes());

    /// <summary>The file's bytes.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public byte[] ToBytes()
    {
        if (_frames.Count == 0)
            throw new InvalidOperationException("An animation needs at least one frame.");
        using var file = new MemoryStream();
        var colours = ColourTable.For(_frames.SelectMany(runs => runs));
        WriteHeader(file, colours);

        var shown = new byte[_width * _height];
        Array.Fill(shown, Unchanged);
        var next = new byte[shown.Length];
        var lag = 0.0;      // what rounding to hundredths of a second has kept back so far
        for (var i = 0; i < _frames.Count; i++)
        {
            lag += _durations[i].TotalMilliseconds / 10;
            var delay = Math.Clamp(Math.Round(lag), ShortestDelay, ushort.MaxValue);
            lag = Math.Max(lag - delay, -1);
            Index(_frames[i], colours, next);
            WriteFrame(file, shown, next, (int)delay);
            (shown, next) = (next, shown);
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }

    private void WriteHeader(MemoryStream file, ColourTable colours)
    {
        file.Write("GIF89a"u8);
        WriteShorts(file, _width, _height);
        file.Write([0xF7, 0, 0]);                                   // a global table of 256 colours, 8 bits each
        file.Write(colours.ToBytes());
        file.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);    // repeat without end
    }

    private void WriteFrame(MemoryStream file, byte[] shown, byte[] next, int delay)
    {
        var (left, top, right, bottom) = Changed(shown, next);
        file.Write([0x21, 0xF9, 4, 0b101]);                         // leave in place; entry 255 is transparent
        WriteShorts(file, delay);
        file.Write([Unchanged, 0, 0x2C]);
        WriteShorts(file, left, top, right - left, bottom - top);
        file.WriteByte(0);

        var pixels = new byte[(right - left) * (bottom - top)];
        var at = 0;
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
                pixels[at++] = shown[(y * _width) + x] == next[(y * _width) + x] ? Unchanged : next[(y * _width) + x];
        Lzw.Write(file, pixels);
    }

    /// <summary>The smallest rectangle that holds all differences; one pixel if there are none.</summary>
    private (int Left, int Top, int Right, int Bottom) Changed(byte[] shown, byte[] next)
    {
        var (left, top, right, bottom) = (_width, _height, 0, 0);
        for (var y = 0; y < _height; y++)
            for (var x = 0; x < _width; x++)
                if (shown[(y * _width) + x] != next[(y * _width) + x])
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), y + 1);
        return right == 0 ? (0, 0, 1, 1) : (left, top, right, bottom);
    }

    private static void Index((uint Colour, int Length)[] runs, ColourTable colours, byte[] indices)
    {
        var at = 0;
        foreach (var (colour, length) in runs)
        {
            indices.AsSpan(at, length).Fill(colours.IndexOf(colour));
            at += length;
        }
    }

    private static (uint Colour, int Length)[] Runs(ReadOnlySpan<uint> pixels)
    {
        var runs = new List<(uint, int)>();
        for (var start = 0; start < pixels.Length;)
        {
            var colour = pixels[start];
            var length = pixels[start..].IndexOfAnyExcept(colour);
            if (length < 0) length = pixels.Length - start;
            runs.Add((colour & 0xFFFFFF, length));
            start += length;
        }

        return [.. runs];
    }

    private static void WriteShorts(MemoryStream file, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
            file.Write([(byte)value, (byte)(value >> 8)]);
    }
}

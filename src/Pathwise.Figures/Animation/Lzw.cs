namespace Pathwise.Figures.Animation;

/// <summary>GIF's compression: LZW with codes of 9 to 12 bits, in blocks of at most 255 bytes.</summary>
/// <remarks>Source: T. Welch, <i>A Technique for High-Performance Data Compression</i> (1984);
/// GIF89a specification, appendix F.</remarks>
internal static class Lzw
{
    private const int LiteralBits = 8, Clear = 1 << LiteralBits, End = Clear + 1, MostCodes = 4096;

    /// <summary>Compresses bytes into a stream.</summary>
    public static void Write(MemoryStream file, ReadOnlySpan<byte> bytes)
    {
        file.WriteByte(LiteralBits);
        var codes = new CodeStream(file);
        var children = new Dictionary<int, int>(MostCodes);       // (code of a string, next byte) → code of the longer string
        var (width, next) = (LiteralBits + 1, End + 1);
        codes.Add(Clear, width);

        int prefix = bytes[0];
        foreach (var value in bytes[1..])
        {
            var key = (prefix << 8) | value;
            if (children.TryGetValue(key, out var longer))
            {
                prefix = longer;
                continue;
            }

            codes.Add(prefix, width);
            prefix = value;
            if (next < MostCodes)
            {
                if (next == 1 << width) width++;
                children[key] = next++;
            }
            else
            {
                codes.Add(Clear, width);
                children.Clear();
                (width, next) = (LiteralBits + 1, End + 1);
            }
        }

        codes.Add(prefix, width);
        if (next == 1 << width && width < 12) width++;
        codes.Add(End, width);
        codes.Finish();
    }

    /// <summary>Packs codes into bytes, lowest bits first, and bytes into blocks.</summary>
    private sealed class CodeStream(MemoryStream file)
    {
        private readonly byte[] _block = new byte[255];
        private int _filled;
        private uint _bits;
        private int _bitCount;

        public void Add(int code, int width)
        {
            _bits |= (uint)code << _bitCount;
            for (_bitCount += width; _bitCount >= 8; _bitCount -= 8, _bits >>= 8)
                AddByte((byte)_bits);
        }

        public void Finish()
        {
            if (_bitCount > 0) AddByte((byte)_bits);
            WriteBlock();
            file.WriteByte(0);
        }

        private void AddByte(byte value)
        {
            _block[_filled++] = value;
            if (_filled == _block.Length) WriteBlock();
        }

        private void WriteBlock()
        {
            if (_filled == 0) return;
            file.WriteByte((byte)_filled);
            file.Write(_block, 0, _filled);
            _filled = 0;
        }
    }
}

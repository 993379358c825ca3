using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Pathwise.Datasets;

/// <summary>MATLAB's file format 5, as far as data sets need it: matrices of real numbers, plain or
/// compressed.</summary>
/// <remarks>Source: The MathWorks, <i>MAT-File Format</i> (2023), chapter 1. After a header of 128 bytes come elements,
/// each a type, a length and its bytes, padded to a multiple of eight; a matrix is an element of elements. Either order
/// of bytes is read.</remarks>
internal sealed class MatFile
{
    private const int HeaderBytes = 128, TagBytes = 8;
    private const int Matrix = 14, Compressed = 15;                            // types of elements
    private const int FirstNumericClass = 6, LastNumericClass = 15;            // double .. uint64
    private const int ComplexFlag = 0x800;

    private readonly string _path;
    private readonly bool _isLittleEndian;

    private MatFile(string path, bool isLittleEndian) => (_path, _isLittleEndian) = (path, isLittleEndian);

    /// <summary>Reads one matrix.</summary>
    /// <param name="path">The file.</param>
    /// <param name="variable">The matrix's name.</param>
    /// <returns>Rows, columns, and the numbers column after column.</returns>
    /// <exception cref="BadInputException">It is no such file, is cut short or damaged, or has no such
    /// matrix.</exception>
    internal static (int Rows, int Columns, double[] Numbers) Read(string path, string variable)
    {
        var bytes = DataFile.ReadAll(path);
        var order = bytes.Length < HeaderBytes ? "" : Encoding.ASCII.GetString(bytes, HeaderBytes - 2, 2);
        if (order is not ("IM" or "MI")) throw new BadInputException(
            $"The file '{path}' is no MATLAB file of format 5: it lacks the mark at the end of its header; "
            + "fetch it again.");
        return new MatFile(path, order == "IM").Find(bytes.AsMemory(HeaderBytes), variable)
            ?? throw new BadInputException($"The file '{path}' has no matrix '{variable}'; give another file.");
    }

    private (int Rows, int Columns, double[] Numbers)? Find(ReadOnlyMemory<byte> elements, string variable)
    {
        while (!elements.IsEmpty)
        {
            var (type, contents) = Next(ref elements);
            var found = type switch
            {
                Compressed => FindUnpacked(contents, variable),
                Matrix => ReadMatrix(contents, variable),
                _ => null,
            };
            if (found is not null) return found;
        }

        return null;
    }

    private (int Rows, int Columns, double[] Numbers)? FindUnpacked(ReadOnlyMemory<byte> packed, string variable)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var unpacked = (ReadOnlyMemory<byte>)DataFile.Unpack(zlib, _path);
        var (type, contents) = Next(ref unpacked);
        return type == Matrix ? ReadMatrix(contents, variable) : null;
    }

    private (int Rows, int Columns, double[] Numbers)? ReadMatrix(ReadOnlyMemory<byte> parts, string variable)
    {
        var flags = Next(ref parts).Contents;
        var dimensions = Next(ref parts).Contents;
        var name = Encoding.ASCII.GetString(Next(ref parts).Contents.Span);
        if (name != variable) return null;

        if (flags.Length < 4 || dimensions.Length < 8) throw Damaged();
        var (kind, (rows, columns)) = (Number(flags, 0), (Number(dimensions, 0), Number(dimensions, 1)));
        if ((kind & 0xff) is < FirstNumericClass or > LastNumericClass || (kind & ComplexFlag) != 0
            || dimensions.Length != 8)
            throw new BadInputException($"'{variable}' in the file '{_path}' is no matrix of real numbers.");
        var (type, contents) = Next(ref parts);
        var width = WidthOf(type);
        if (rows < 1 || columns < 1 || (Int128)rows * columns * width != contents.Length) throw new BadInputException(
            $"The matrix '{variable}' in the file '{_path}' should hold {rows} × {columns} numbers of {width} bytes, "
            + $"but holds {contents.Length} bytes; fetch the file again.");

        var numbers = new double[contents.Length / width];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Real(type, contents.Span.Slice(i * width, width));
        return (rows, columns, numbers);
    }

    /// <summary>Takes the element that is next.</summary>
    private (int Type, ReadOnlyMemory<byte> Contents) Next(ref ReadOnlyMemory<byte> elements)
    {
        if (elements.Length < TagBytes) throw Damaged();
        var tag = (uint)Number(elements, 0);
        var isSmall = tag >> 16 != 0;                                          // four bytes or fewer, in the tag itself
        var (type, length) = isSmall ? ((int)(tag & 0xffff), tag >> 16) : ((int)tag, (uint)Number(elements, 1));
        var start = isSmall ? 4 : TagBytes;
        if (length > (isSmall ? 4 : (uint)(elements.Length - start))) throw Damaged();
        var contents = elements.Slice(start, (int)length);
        var end = isSmall ? TagBytes : start + (int)length;
        if (type != Compressed) end = (end + 7) & ~7;
        elements = elements[Math.Min(end, elements.Length)..];                 // the last one's padding may lack
        return (type, contents);
    }

    private int Number(ReadOnlyMemory<byte> bytes, int index) => _isLittleEndian
        ? BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(4 * index)..])
        : BinaryPrimitives.ReadInt32BigEndian(bytes.Span[(4 * index)..]);

    private int WidthOf(int type) => type switch
    {
        1 or 2 => 1,
        3 or 4 => 2,
        5 or 6 or 7 => 4,
        9 or 12 or 13 => 8,
        _ => throw Damaged(),
    };

    private double Real(int type, ReadOnlySpan<byte> bytes)
    {
        Span<byte> one = stackalloc byte[8];
        one = one[..bytes.Length];
        bytes.CopyTo(one);
        if (!_isLittleEndian) one.Reverse();
        return type switch
        {
            1 => (sbyte)one[0],
            2 => one[0],
            3 => BinaryPrimitives.ReadInt16LittleEndian(one),
            4 => BinaryPrimitives.ReadUInt16LittleEndian(one),
            5 => BinaryPrimitives.ReadInt32LittleEndian(one),
            6 => BinaryPrimitives.ReadUInt32LittleEndian(one),
            7 => BinaryPrimitives.ReadSingleLittleEndian(one),
            9 => BinaryPrimitives.ReadDoubleLittleEndian(one),
            12 => BinaryPrimitives.ReadInt64LittleEndian(one),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(one),
        };
    }

    private BadInputException Damaged() =>
        new($"The file '{_path}' is cut short or damaged: its elements do not fit together; fetch it again.");
}

using System.IO.Compression;
using System.Text;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Tests.Datasets;

public sealed class MatFileTests
{
    private static readonly double[] Six = [1, 2, 3, 4, 5, 250];

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void A_matrix_of_any_type_and_order_of_bytes_is_read(bool isLittleEndian, bool isCompressed)
    {
        foreach (var type in (int[])[2, 3, 4, 5, 6, 7, 9, 12, 13])
        {
            using var file = new TemporaryFile(Write(isLittleEndian, isCompressed, ("other", 2, 1, 2, [7, 8]), ("ff", type, 2, 3, Six)));
            var (rows, columns, numbers) = MatFile.Read(file.Path, "ff");
            Assert.Equal((2, 3), (rows, columns));
            Assert.Equal(Six, numbers);
        }
    }

    [Fact]
    public void Negative_bytes_are_read()
    {
        using var file = new TemporaryFile(Write(true, false, ("x", 1, 3, 1, [-3, 0, 127])));
        Assert.Equal([-3, 0, 127], MatFile.Read(file.Path, "x").Numbers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_cut_anywhere_is_bad_input_and_takes_no_memory(bool isCompressed)
    {
        var whole = Write(true, isCompressed, ("ff", 2, 40, 7, [.. Enumerable.Range(0, 280).Select(i => (double)(i * 31 % 256))]));
        for (var length = 0; length < whole.Length; length++)
        {
            using var file = new TemporaryFile(whole[..length]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<BadInputException>(() => MatFile.Read(file.Path, "ff"));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void A_wrong_byte_is_bad_input_or_another_number()
    {
        var whole = Write(true, false, ("ff", 2, 5, 7, [.. Enumerable.Range(0, 35).Select(i => (double)i)]));
        for (var i = 124; i < whole.Length; i++)
            foreach (var value in (byte[])[0, 0x7f, 0xff])
            {
                byte[] wrong = [.. whole];
                wrong[i] = value;
                using var file = new TemporaryFile(wrong);
                var before = GC.GetAllocatedBytesForCurrentThread();
                if (Record.Exception(() => MatFile.Read(file.Path, "ff")) is { } thrown) Assert.IsType<BadInputException>(thrown);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
            }
    }

    [Fact]
    public void What_is_no_matrix_of_real_numbers_is_told()
    {
        using var file = new TemporaryFile(Write(true, false, ("x", 2, 1, 2, [7, 8])));
        Assert.Contains("no matrix 'ff'", Assert.Throws<BadInputException>(() => MatFile.Read(file.Path, "ff")).Message, StringComparison.Ordinal);
        using var text = new TemporaryFile(new byte[500]);
        Assert.Contains("no MATLAB file of format 5", Assert.Throws<BadInputException>(() => MatFile.Read(text.Path, "ff")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frey_faces_are_the_columns_of_ff_and_the_same_as_IDX(bool isCompressed)
    {
        var pixels = Enumerable.Range(0, 3 * 560).Select(i => (byte)(i * 37)).ToArray();
        using var mat = new TemporaryFile(Write(true, isCompressed, ("ff", 2, 560, 3, [.. pixels.Select(b => (double)b)])));
        using var idx = new TemporaryFile([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 20, .. pixels]);
        foreach (var path in (string[])[mat.Path, idx.Path])
        {
            var set = FreyFaces.Read(path);
            Assert.Equal((3, new ImageShape(28, 20), 0), (set.Count, set.Shape, set.Labels.Length));
            var (image, rng) = (new float[560], new Rng(1));
            set.Read(2, image, ref rng);
            Assert.Equal(pixels[1120..].Select(b => b / 255f), image);
        }
    }

    [Fact]
    public void What_are_no_Frey_faces_is_told()
    {
        foreach (var (rows, last, sentence) in ((int, double, string)[])[(559, 1, "559 rows"), (560, 0.5, "no grey level"), (560, 256, "no grey level"), (560, double.NaN, "no grey level")])
        {
            var numbers = new double[rows];
            numbers[^1] = last;
            using var file = new TemporaryFile(Write(true, false, ("ff", 9, rows, 1, numbers)));
            Assert.Contains(sentence, Assert.Throws<BadInputException>(() => FreyFaces.Read(file.Path)).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A file of matrices; each has its name, the type its numbers are stored as, rows, columns, numbers.</summary>
    private static byte[] Write(bool isLittleEndian, bool isCompressed, params (string Name, int Type, int Rows, int Columns, double[] Numbers)[] matrices)
    {
        var file = new List<byte>(Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)));
        file.AddRange(isLittleEndian ? [0, 1] : new byte[] { 1, 0 });
        file.AddRange(Encoding.ASCII.GetBytes(isLittleEndian ? "IM" : "MI"));
        foreach (var (name, type, rows, columns, numbers) in matrices)
        {
            var matrix = Element(14,
            [
                .. Element(6, [.. Number(9), .. Number(0)]),
                .. Element(5, [.. Number(rows), .. Number(columns)]),
                .. name.Length <= 4 ? Small(1, Encoding.ASCII.GetBytes(name)) : Element(1, Encoding.ASCII.GetBytes(name)),
                .. Element(type, [.. numbers.SelectMany(number => Stored(type, number))]),
            ]);
            if (!isCompressed)
            {
                file.AddRange(matrix);
                continue;
            }

            using var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(matrix);
            file.AddRange([.. Number(15), .. Number((int)packed.Length), .. packed.ToArray()]);
        }

        return [.. file];

        byte[] Number(int number) => Ordered(BitConverter.GetBytes(number));
        byte[] Ordered(byte[] little) => isLittleEndian ? little : [.. little.Reverse()];
        byte[] Element(int type, byte[] contents) => [.. Number(type), .. Number(contents.Length), .. contents, .. new byte[(8 - (contents.Length % 8)) % 8]];
        byte[] Small(int type, byte[] contents) => [.. Number((contents.Length << 16) | type), .. contents, .. new byte[4 - contents.Length]];
        byte[] Stored(int type, double number) => Ordered(type switch
        {
            1 => [(byte)(sbyte)number],
            2 => [(byte)number],
            3 => BitConverter.GetBytes((short)number),
            4 => BitConverter.GetBytes((ushort)number),
            5 => BitConverter.GetBytes((int)number),
            6 => BitConverter.GetBytes((uint)number),
            7 => BitConverter.GetBytes((float)number),
            9 => BitConverter.GetBytes(number),
            12 => BitConverter.GetBytes((long)number),
            _ => BitConverter.GetBytes((ulong)number),
        });
    }
}

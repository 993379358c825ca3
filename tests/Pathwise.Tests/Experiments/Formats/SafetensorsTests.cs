using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Pathwise.Experiments.Formats;

namespace Pathwise.Tests.Experiments.Formats;

public sealed class SafetensorsTests
{
    [Fact]
    public void The_layout_is_that_of_the_format()
    {
        var writer = new SafetensorsWriter();
        writer.Write<byte>("b", [7]);
        writer.Write<float>("a", [1f, -2f]);

        // Written out by hand: length 104 = 0x68 (the header's 99 bytes, padded with 5 spaces), header, 1f, −2f, 7.
        const string Header = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[1],"data_offsets":[8,9]}}""";
        byte[] expected =
        [
            (byte)((Header.Length + 7) / 8 * 8), 0, 0, 0, 0, 0, 0, 0,
            .. Encoding.ASCII.GetBytes(Header.PadRight((Header.Length + 7) / 8 * 8)),
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, 0x07,
        ];
        Assert.Equal(expected, Bytes(writer));
    }

    [Fact]
    public void A_file_of_another_writer_is_read()
    {
        // Two by two, with metadata, in another order, and with the white space that JSON allows.
        const string Header = """
            { "__metadata__": { "made": "by hand" }, "w": { "data_offsets": [ 4, 20 ], "shape": [ 2, 2 ],
                "dtype": "F32" },
              "n": { "dtype": "I32", "shape": [], "data_offsets": [ 0, 4 ] } }
            """;
        var reader = new SafetensorsReader(File(Header, [1, 0, 0, 0, .. new byte[12], 0, 0, 0x80, 0x3F]), "other");
        var w = new float[4];
        reader.Read("w", w);
        Assert.Equal([0f, 0f, 0f, 1f], w);
        Assert.Equal([1], reader.ReadAll<int>("n"));
        Assert.Equal(["n", "w"], reader.Names.Order());
    }

    [Fact]
    public void Every_type_comes_back_as_it_went() =>
        Gen.Select(Gen.Float.Array, Gen.Double.Array, Gen.Int.Array, Gen.Long.Array)
        .Select(Gen.UInt.Array, Gen.ULong.Array, Gen.Byte.Array, Gen.Bool.Array)
        .Sample((first, u, ul, b, t) =>
        {
            var (f, d, i, l) = first;
            var writer = new SafetensorsWriter();
            writer.Write<bool>("t", t);
            var part = writer.Part("part");
            part.Write<float>("f", f);
            part.Part("deep").Write<double>("d", d);
            writer.Write<int>("i", i);
            writer.Write<long>("l", l);
            writer.Write<uint>("u", u);
            writer.Write<ulong>("ul", ul);
            writer.Write<byte>("b", b);

            var bytes = Bytes(writer);
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
            var reader = new SafetensorsReader(bytes, "memory");
            Assert.Equal(t, reader.ReadAll<bool>("t"));
            Assert.Equal(f, reader.Part("part").ReadAll<float>("f"));
            Assert.Equal(d, reader.Part("part").Part("deep").ReadAll<double>("d"));
            Assert.Equal(i, reader.ReadAll<int>("i"));
            Assert.Equal(l, reader.ReadAll<long>("l"));
            Assert.Equal(u, reader.ReadAll<uint>("u"));
            Assert.Equal(ul, reader.ReadAll<ulong>("ul"));
            Assert.Equal(b, reader.ReadAll<byte>("b"));
        });

    [Fact]
    public void A_cleared_writer_writes_as_a_new_one()
    {
        var writer = new SafetensorsWriter();
        writer.Write<double>("old", new double[500]);
        writer.Clear();
        writer.Write<double>("x", [1]);
        var fresh = new SafetensorsWriter();
        fresh.Write<double>("x", [1]);
        Assert.Equal(Bytes(fresh), Bytes(writer));
    }

    [Fact]
    public void A_name_is_written_once_and_a_type_must_be_one_of_the_formats()
    {
        var writer = new SafetensorsWriter();
        writer.Write<int>("x", [1]);
        Assert.Throws<ArgumentException>(() => writer.Write<int>("x", [1]));
        Assert.Throws<ArgumentException>(() => writer.Write<char>("c", ['c']));
    }

    [Fact]
    public void What_is_not_there_or_has_another_shape_is_told_in_one_sentence()
    {
        var writer = new SafetensorsWriter();
        writer.Part("policy").Write<float>("weights", [1, 2, 3]);
        var reader = new SafetensorsReader(Bytes(writer), "x.safetensors").Part("policy");
        Assert.Equal(
            "There is no array 'policy.bias' in 'x.safetensors'; it was saved with other options or by another algorithm.",
            Assert.Throws<BadInputException>(() => reader.ReadAll<float>("bias")).Message);
        Assert.Equal(
            "The array 'policy.weights' in 'x.safetensors' is of type F32 where F64 is needed.",
            Assert.Throws<BadInputException>(() => reader.ReadAll<double>("weights")).Message);
        Assert.Equal(
            "The array 'policy.weights' in 'x.safetensors' has 3 numbers where 4 are needed; it was saved with other options or by another version.",
            Assert.Throws<BadInputException>(() => reader.Read("weights", new float[4])).Message);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9]}}""")]       // 9 bytes are no two floats
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""")]      // beyond the end
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""")]       // a hole
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]       // bytes of nobody
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807,2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"BOOL","shape":[8],"data_offsets":[0,8]}}""")]      // 2 is no truth value
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":7}""")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    public void A_damaged_file_is_told_in_one_sentence(string header)
    {
        var bytes = File(header, [2, 2, 2, 2, 2, 2, 2, 2]);
        var e = Assert.Throws<BadInputException>(() => new SafetensorsReader(bytes, "x"));
        Assert.StartsWith("The file 'x' is damaged: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_recognised()
    {
        var writer = new SafetensorsWriter();
        writer.Write<double>("a", [1, 2, 3]);
        writer.Write<byte>("b", [1]);
        var bytes = Bytes(writer);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<BadInputException>(() => new SafetensorsReader(bytes[..length], "x"));
    }

    [Fact]
    public void A_header_longer_than_any_file_is_recognised()
    {
        byte[] bytes = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'{', (byte)'}'];
        Assert.Throws<BadInputException>(() => new SafetensorsReader(bytes, "x"));
    }

    private static byte[] Bytes(SafetensorsWriter writer)
    {
        using var stream = new MemoryStream();
        writer.Save(stream);
        return stream.ToArray();
    }

    private static byte[] File(string header, byte[] data)
    {
        var bytes = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + header.Length);
        return bytes;
    }
}

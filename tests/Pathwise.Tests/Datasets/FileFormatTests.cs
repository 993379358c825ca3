using System.IO.Compression;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Tests.Datasets;

public sealed class FileFormatTests
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255, 5, 4, 3, 2, 1, 0];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 9, 4];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Idx_is_read_plain_and_packed(bool packed)
    {
        using var images = new TemporaryFile(packed ? Pack(Images) : Images);
        using var labels = new TemporaryFile(packed ? Pack(Labels) : Labels);
        var set = IdxFile.Read("mine", DataSplit.Test, images.Path, labels.Path);
        Assert.Equal((2, new ImageShape(2, 3), DataSplit.Test, "mine"), (set.Count, set.Shape, set.Split, set.Name));
        Assert.Equal([9, 4], set.Labels.ToArray());
        var (pixels, rng) = (new float[6], new Rng(1));
        set.Read(0, pixels, ref rng);
        Assert.Equal([0, 0.2f, 0.4f, 0.6f, 0.8f, 1], pixels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Idx_cut_short_anywhere_is_bad_input(bool packed)
    {
        var whole = packed ? Pack(Images) : Images;
        for (var length = 0; length < whole.Length; length++)
        {
            using var file = new TemporaryFile(whole[..length]);
            Assert.Throws<BadInputException>(() => IdxFile.Read("mine", DataSplit.Test, file.Path));
        }
    }

    [Fact]
    public void A_wrong_byte_in_a_header_is_told_and_takes_no_memory()
    {
        for (var i = 0; i < 16; i++)
        {
            byte[] wrong = [.. Images];
            wrong[i] = 0x7f;
            using var file = new TemporaryFile(wrong);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<BadInputException>(() => IdxFile.Read("mine", DataSplit.Test, file.Path));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void Sentences_say_what_is_wrong()
    {
        using var images = new TemporaryFile(Images);
        using var three = new TemporaryFile([0, 0, 8, 1, 0, 0, 0, 3, 9, 4, 1]);
        AssertSays("3 labels", () => IdxFile.Read("mine", DataSplit.Test, images.Path, three.Path));
        AssertSays("begins with 0x00000801 where 0x00000803", () => IdxFile.Read("mine", DataSplit.Test, three.Path));
        AssertSays("cannot be read", () => IdxFile.Read("mine", DataSplit.Test, images.Path + "-none"));
        using var ragged = new TemporaryFile(new byte[99]);
        AssertSays("99 bytes", () => BinarizedMnist.Read(DataSplit.Test, ragged.Path));
    }

    [Fact]
    public void Both_forms_of_binarised_MNIST_are_the_same_images()
    {
        var bits = Enumerable.Range(0, 3 * 98).Select(i => (byte)(i * 73)).ToArray();
        var text = Text(bits);
        using var packed = new TemporaryFile(bits);
        using var written = new TemporaryFile(text);
        var (a, b) = (BinarizedMnist.Read(DataSplit.Train, packed.Path), BinarizedMnist.Read(DataSplit.Train, written.Path));
        Assert.Equal((3, 3, PixelConvention.StaticBinary), (a.Count, b.Count, a.Convention));
        Assert.Equal(Pixels(a), Pixels(b));
        Assert.Equal(text.Where(c => c is (byte)'0' or (byte)'1').Select(c => (float)(c - '0')), Pixels(a));

        text[1568 + 4] = (byte)'2';
        using var wrong = new TemporaryFile(text);
        AssertSays("Line 2", () => BinarizedMnist.Read(DataSplit.Train, wrong.Path));
        using var cut = new TemporaryFile(text[..1700]);
        AssertSays("Line 2", () => BinarizedMnist.Read(DataSplit.Train, cut.Path));
    }

    /// <summary>A cut where an image ends leaves a whole file of fewer: the loader, which knows how many there have
    /// to be, refuses it.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Binarised_MNIST_cut_short_anywhere_is_bad_input(bool isText, bool packed)
    {
        var bits = Enumerable.Range(0, 2 * 98).Select(i => (byte)(i * 73)).ToArray();
        var whole = isText ? Text(bits) : bits;
        if (packed) whole = Pack(whole);
        for (var length = 0; length < whole.Length; length++)
        {
            using var file = new TemporaryFile(whole[..length]);
            Assert.Throws<BadInputException>(() => DatasetCatalog.Whole(
                BinarizedMnist.Read(DataSplit.Test, file.Path), count: 2, file.Path));
        }

        using var uncut = new TemporaryFile(whole);
        Assert.Equal(2, BinarizedMnist.Read(DataSplit.Test, uncut.Path).Count);
    }

    /// <summary>Lines of 784 digits, of bits.</summary>
    private static byte[] Text(byte[] bits)
    {
        var digits = bits.SelectMany(b => Enumerable.Range(0, 8).Select(i => (char)('0' + ((b >> (7 - i)) & 1))));
        return [.. string.Concat(digits.Chunk(784).Select(line => string.Join(' ', line) + "\n")).Select(c => (byte)c)];
    }

    private static void AssertSays(string part, Func<object> read) =>
        Assert.Contains(part, Assert.Throws<BadInputException>(read).Message, StringComparison.Ordinal);

    private static float[] Pixels(Dataset set)
    {
        var (pixels, rng) = (new float[set.Count * set.Size], new Rng(1));
        set.Gather([.. Enumerable.Range(0, set.Count)], pixels, ref rng);
        return pixels;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }
}

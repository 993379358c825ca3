using System.Formats.Tar;
using System.IO.Compression;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Tests.Datasets;

public sealed class Cifar10Tests
{
    private static readonly byte[] Two = [.. Image(3), .. Image(9)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_is_read_plain_and_packed(bool isPacked)
    {
        using var file = new TemporaryFile(isPacked ? Pack(Two) : Two);
        var set = Cifar10.Read(DataSplit.Test, file.Path);
        Assert.Equal((2, new ImageShape(32, 32, 3), DataSplit.Test), (set.Count, set.Shape, set.Split));
        Assert.Equal([3, 9], set.Labels.ToArray());
        var (image, rng) = (new float[3072], new Rng(1));
        set.Read(1, image, ref rng);
        Assert.Equal(Image(9)[1..].Select(b => b / 255f), image);
    }

    [Fact]
    public void A_batch_cut_within_an_image_is_bad_input()
    {
        for (var length = 0; length < Two.Length; length += 61)
        {
            if (length % 3073 == 0 && length > 0) continue;
            using var file = new TemporaryFile(Two[..length]);
            Assert.Throws<BadInputException>(() => Cifar10.Read(DataSplit.Test, file.Path));
        }

        var packed = Pack(Two);
        for (var length = 0; length < packed.Length; length += 7)
        {
            using var file = new TemporaryFile(packed[..length]);
            Assert.Throws<BadInputException>(() => Cifar10.Read(DataSplit.Test, file.Path));
        }
    }

    [Fact]
    public void A_class_that_there_is_not_is_told()
    {
        using var file = new TemporaryFile([.. Image(3), .. Image(10)]);
        Assert.Contains("Image 2", Assert.Throws<BadInputException>(() => Cifar10.Read(DataSplit.Test, file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_come_out_of_the_official_archive()
    {
        using var file = new TemporaryFile(Archive("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"));
        var set = Cifar10.FromArchive(DataSplit.Train, file.Path, [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")]);
        Assert.Equal([1, 2, 3, 4, 5], set.Labels.ToArray());

        Assert.Contains("no file 'test_batch.bin'",
            Assert.Throws<BadInputException>(() => Cifar10.FromArchive(DataSplit.Test, file.Path, ["test_batch.bin"])).Message, StringComparison.Ordinal);
        var whole = DataFile.ReadAll(file.Path);
        for (var length = 0; length < whole.Length - 4096; length += 509)
        {
            using var cut = new TemporaryFile(whole[..length]);
            Assert.Throws<BadInputException>(() => Cifar10.FromArchive(DataSplit.Train, cut.Path, ["data_batch_1.bin", "data_batch_5.bin"]));
        }
    }

    private static byte[] Image(byte label) => [label, .. Enumerable.Range(0, 3072).Select(i => (byte)(i * label / 7))];

    /// <summary>Each batch has one image; its class is its place.</summary>
    private static byte[] Archive(params string[] batches)
    {
        using var bytes = new MemoryStream();
        using (var archive = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
            for (var i = 0; i < batches.Length; i++)
                archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/" + batches[i])
                {
                    DataStream = new MemoryStream(Image((byte)(i + 1))),
                });
        return Pack(bytes.ToArray());
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }
}

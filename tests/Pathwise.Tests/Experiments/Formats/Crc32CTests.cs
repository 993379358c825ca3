using System.Text;
using Pathwise.Experiments.Formats;

namespace Pathwise.Tests.Experiments.Formats;

public sealed class Crc32CTests
{
    [Fact]
    public void The_vectors_of_RFC_3720_appendix_B_4_hold()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Compute([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x113FDB5Cu, Crc32C.Compute([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))]));
    }

    [Fact]
    public void The_check_value_of_the_catalogue_of_CRCs_holds() =>
        Assert.Equal(0xE3069283u, Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Any_length_gives_what_bit_by_bit_division_gives()
    {
        var bytes = Enumerable.Range(0, 70).Select(i => (byte)(i * 37 + 11)).ToArray();
        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(EventFileReader.Crc(bytes.AsSpan(0, length)), Crc32C.Compute(bytes.AsSpan(0, length)));
    }
}

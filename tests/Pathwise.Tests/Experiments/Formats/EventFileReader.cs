using System.Buffers.Binary;
using System.Text;

namespace Pathwise.Tests.Experiments.Formats;

/// <summary>An independent reader of event files: framing, CRC by long division, protocol buffer by hand.</summary>
internal static class EventFileReader
{
    internal sealed record Event(double WallTime, long Step, string? Version, List<(string Tag, float Value)> Scalars);

    internal static List<Event> Read(byte[] file)
    {
        var events = new List<Event>();
        for (var at = 0; at < file.Length;)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
            Assert.Equal(Mask(Crc(file.AsSpan(at, 8))), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            var data = file.AsSpan(at + 12, length);
            Assert.Equal(Mask(Crc(data)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            events.Add(Parse(data));
            at += 12 + length + 4;
        }

        return events;
    }

    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78u);
        }

        return crc ^ 0xFFFFFFFFu;
    }

    private static uint Mask(uint crc) => unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u);

    private static Event Parse(ReadOnlySpan<byte> message)
    {
        var parsed = new Event(0, 0, null, []);
        while (!message.IsEmpty)
        {
            switch (Varint(ref message))
            {
                case (1 << 3) | 1:
                    parsed = parsed with { WallTime = BinaryPrimitives.ReadDoubleLittleEndian(message) };
                    message = message[8..];
                    break;
                case 2 << 3:
                    parsed = parsed with { Step = (long)Varint(ref message) };
                    break;
                case (3 << 3) | 2:
                    parsed = parsed with { Version = Encoding.UTF8.GetString(Delimited(ref message)) };
                    break;
                case (5 << 3) | 2:
                    var summary = Delimited(ref message);
                    while (!summary.IsEmpty)
                    {
                        Assert.Equal(((1u << 3) | 2), Varint(ref summary));
                        parsed.Scalars.Add(Scalar(Delimited(ref summary)));
                    }

                    break;
                default:
                    Assert.Fail("an unknown field");
                    break;
            }
        }

        return parsed;
    }

    private static (string Tag, float Value) Scalar(ReadOnlySpan<byte> value)
    {
        Assert.Equal(((1u << 3) | 2), Varint(ref value));
        var tag = Encoding.UTF8.GetString(Delimited(ref value));
        Assert.Equal(((2u << 3) | 5), Varint(ref value));
        Assert.Equal(4, value.Length);
        return (tag, BinaryPrimitives.ReadSingleLittleEndian(value));
    }

    private static ReadOnlySpan<byte> Delimited(ref ReadOnlySpan<byte> message)
    {
        var length = (int)Varint(ref message);
        var bytes = message[..length];
        message = message[length..];
        return bytes;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = message[0];
            message = message[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }
}

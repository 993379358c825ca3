using System.Buffers.Binary;

namespace Pathwise.Cli.Tests.Commands;

/// <summary>Images of 4 × 4 with one bright row or column, as an IDX file.</summary>
internal static class TinyImages
{
    private const int Side = 4;

    /// <summary>Writes a file and returns its path.</summary>
    public static string Write(string path, int count = 120) => Write(path, count, random =>
    {
        var (isRow, place) = (random.Next(2) == 0, random.Next(Side));
        return i => (byte)((isRow ? i / Side : i % Side) == place ? 230 : random.Next(30));
    });

    /// <summary>Writes a file of images that are noise.</summary>
    public static string WriteNoise(string path, int count) =>
        Write(path, count, random => _ => (byte)random.Next(256));

    private static string Write(string path, int count, Func<Random, Func<int, byte>> newImage)
    {
        var random = new Random(7);
        var bytes = new byte[16 + (count * Side * Side)];
        int[] header = [0x803, count, Side, Side];
        for (var i = 0; i < header.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), header[i]);
        for (var image = 0; image < count; image++)
        {
            var pixel = newImage(random);
            for (var i = 0; i < Side * Side; i++) bytes[16 + (image * Side * Side) + i] = pixel(i);
        }

        File.WriteAllBytes(path, bytes);
        return path;
    }
}

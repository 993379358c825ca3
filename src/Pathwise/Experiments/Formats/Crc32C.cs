using System.Numerics;
using System.Runtime.InteropServices;

namespace Pathwise.Experiments.Formats;

/// <summary>The cyclic redundancy check CRC-32C (Castagnoli), and its masked form in record files.</summary>
/// <remarks>Source: RFC 3720, appendix B.4 (polynomial 0x1EDC6F41, reflected, all ones before and after).</remarks>
internal static class Crc32C
{
    private const uint MaskDelta = 0xa282ead8;

    internal static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (var tail in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, tail);
        return ~crc;
    }

    /// <summary>Rotated and shifted, so that the check of data that holds checks is as good as any.</summary>
    internal static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Compute(bytes), 15) + MaskDelta;
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>What a mask of allowed arms does to scores and to uniform draws. An empty mask allows all.</summary>
internal static class AllowedArms
{
    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlySpan<bool> allowed, int arms) => allowed.IsEmpty ? arms : allowed.Count(true);

    /// <summary>The row itself, or the scratch row with −∞ for what is not allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref double Of(ArmMemory memory, ref double row, ReadOnlySpan<bool> allowed)
    {
        if (allowed.IsEmpty) return ref row;
        Restrict(ref row, allowed, MemoryMarshal.CreateSpan(ref memory.ScratchRow, memory.Stride));
        return ref memory.ScratchRow;
    }

    /// <summary>An arm, all that are allowed being equally likely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Draw(ReadOnlySpan<bool> allowed, int arms, ref Rng rng) =>
        allowed.IsEmpty ? rng.NextInt32(arms) : DrawAmong(allowed, ref rng);

    private static void Restrict(ref double row, ReadOnlySpan<bool> allowed, Span<double> restricted)
    {
        for (var a = 0; a < restricted.Length; a++)
            restricted[a] = a < allowed.Length && allowed[a] ? Unsafe.Add(ref row, a) : double.NegativeInfinity;
    }

    private static int DrawAmong(ReadOnlySpan<bool> allowed, ref Rng rng)
    {
        var skipped = rng.NextInt32(allowed.Count(true));
        var arm = allowed.IndexOf(true);
        for (; skipped > 0; skipped--) arm += 1 + allowed[(arm + 1)..].IndexOf(true);
        return arm;
    }
}

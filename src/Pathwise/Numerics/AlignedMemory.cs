using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pathwise.Numerics;

/// <summary>Arrays that begin at a cache line, so that vectors read from them never lie across two.</summary>
internal static class AlignedMemory
{
    private const int CacheLine = 64;

    /// <returns>Zeros, in memory that the garbage collector does not move.</returns>
    public static unsafe Memory<float> Allocate(int length)
    {
        var array = GC.AllocateArray<float>(length + (CacheLine / sizeof(float)), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var skipped = (int)((CacheLine - (address % CacheLine)) % CacheLine / sizeof(float));
        return array.AsMemory(skipped, length);
    }
}

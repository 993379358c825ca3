using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pathwise.Experiments.Runs;

/// <summary>What a run was made with.</summary>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Framework">The .NET runtime.</param>
/// <param name="Architecture">The process's instruction set.</param>
/// <param name="Processors">Cores that the process may use.</param>
/// <param name="VectorBits">Bits of the widest vector that arithmetic is done in: 512, 256, 128, or 0 for none.</param>
public sealed record Machine(string OperatingSystem, string Framework, string Architecture, int Processors,
    int VectorBits)
{
    /// <summary>The machine this runs on.</summary>
    public static Machine Current { get; } = new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector.IsHardwareAccelerated ? 8 * Vector<byte>.Count : 0);
}

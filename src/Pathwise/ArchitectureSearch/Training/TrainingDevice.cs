namespace Pathwise.ArchitectureSearch.Training;

/// <summary>Where children are trained.</summary>
public enum TrainingDevice
{
    /// <summary>One core of the processor a worker; the same bits for a seed.</summary>
    Cpu,

    /// <summary>The first CUDA device, with a build of libtorch for it; bits may differ between runs.</summary>
    Cuda,
}

namespace Pathwise.ArchitectureSearch.Benchmarks;

/// <summary>The devices on which the cells of NAS-Bench-201 were timed, one image at a time.</summary>
/// <remarks>Source: the measurements of HW-NAS-Bench (Li et al., 2021) and HELP (Lee et al., 2021).</remarks>
public enum NasBench201Device
{
    /// <summary>Intel Xeon Gold 6226.</summary>
    Gold6226,

    /// <summary>Intel Xeon Silver 4114.</summary>
    Silver4114,

    /// <summary>Raspberry Pi 4.</summary>
    RaspberryPi4,

    /// <summary>Google Pixel 2, in whole milliseconds.</summary>
    Pixel2,

    /// <summary>Google Pixel 3.</summary>
    Pixel3,

    /// <summary>Samsung Galaxy A50, in whole milliseconds.</summary>
    SamsungA50,

    /// <summary>The Eyeriss accelerator, simulated.</summary>
    Eyeriss,

    /// <summary>An FPGA.</summary>
    Fpga,

    /// <summary>NVIDIA GTX 1080 Ti, batches of one.</summary>
    Gtx1080Ti,
}

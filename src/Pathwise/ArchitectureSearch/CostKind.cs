namespace Pathwise.ArchitectureSearch;

/// <summary>What a network costs.</summary>
public enum CostKind
{
    /// <summary>Multiply-adds of one image, which the papers call FLOPS.</summary>
    MultiplyAdds,

    /// <summary>Trainable numbers.</summary>
    Parameters,

    /// <summary>Measured milliseconds of one image.</summary>
    Latency,
}

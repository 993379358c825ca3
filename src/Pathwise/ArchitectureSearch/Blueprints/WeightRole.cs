namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>What trainable numbers do in their layer.</summary>
public enum WeightRole
{
    /// <summary>w of a convolution or linear layer.</summary>
    Kernel,

    /// <summary>b of a convolution or linear layer.</summary>
    Bias,

    /// <summary>γ of batch normalisation.</summary>
    Scale,

    /// <summary>β of batch normalisation.</summary>
    Shift,
}

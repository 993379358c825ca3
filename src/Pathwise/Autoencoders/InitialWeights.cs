using Pathwise.Networks;

namespace Pathwise.Autoencoders;

/// <summary>The starts of a network's layers that an option can name.</summary>
public enum InitialWeights
{
    /// <summary><see cref="Initialization.KaimingUniform"/>: PyTorch's own, U(±1/√inputs), biases too.</summary>
    KaimingUniform,

    /// <summary><see cref="Initialization.GlorotUniform"/>: U(±√(6 / (inputs + outputs))), biases 0.</summary>
    GlorotUniform,

    /// <summary>N(0, 0.01²), biases 0.</summary>
    SmallNormal,
}

namespace Pathwise.Networks;

/// <summary>A network that can be a part of a larger one: its parameters and gradients live where it is told
/// to.</summary>
public interface IEmbeddable : INetwork
{
    /// <summary>Moves the parameters, with their values, into a part of a larger vector.
    /// Do so before any pass is made.</summary>
    /// <param name="parameters">Where they live from now on; of the same length.</param>
    void Embed(Memory<float> parameters);

    /// <summary>A pass whose gradients live in a part of a larger vector.</summary>
    /// <param name="maxRows">The most rows that one forward call will bring, ≥ 1.</param>
    /// <param name="gradients">Where the gradients are added up; as long as the parameters.</param>
    INetworkPass NewPass(int maxRows, Memory<float> gradients);
}

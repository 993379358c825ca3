namespace Pathwise.Networks;

/// <summary>A differentiable map from a batch of inputs to a batch of outputs.</summary>
/// <remarks>
/// <para>The seam on which every algorithm stands: an algorithm says what the gradient of its objective is with respect
/// to a network's outputs, and the network carries it to the parameters.</para>
/// <para>Parameters are one flat vector, so that optimizers, checkpoints and workers see nothing else.</para>
/// </remarks>
public interface INetwork
{
    /// <summary>Numbers in one row of inputs.</summary>
    int Inputs { get; }

    /// <summary>Numbers in one row of outputs.</summary>
    int Outputs { get; }

    /// <summary>θ, all of them. Whoever changes them must not do so while a pass is between forward and
    /// backward.</summary>
    Span<float> Parameters { get; }

    /// <summary>A place to compute in. Passes of one network are independent: each thread has its own.</summary>
    /// <param name="maxRows">The most rows that one forward call will bring, ≥ 1.</param>
    INetworkPass NewPass(int maxRows);
}

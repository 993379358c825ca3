using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>One caller's computation of an <see cref="ILossModel"/>'s loss and its gradients.</summary>
/// <remarks>Allocates when it is made and never again. Not thread-safe.</remarks>
public interface ILossPass
{
    /// <summary>Each latent's KL(q ‖ p), summed over the examples of the last forward call, [latents]; zeros where
    /// there is no prior.</summary>
    ReadOnlySpan<double> LatentDivergences { get; }

    /// <summary>∂loss/∂θ of one of the model's networks: the sum of what <see cref="Backward"/> added since these were
    /// last cleared.</summary>
    /// <param name="network">Its index in <see cref="ILossModel.Networks"/>.</param>
    Span<float> Gradients(int network);

    /// <summary>Computes the losses of some examples.</summary>
    /// <param name="examples">x, [streams, size]; must not change before <see cref="Backward"/>.</param>
    /// <param name="streams">A stream for each example: its noise does not depend on what else is in the
    /// batch.</param>
    /// <param name="weights">What a batch's loss is.</param>
    /// <returns>Each example's losses, [streams], valid until the next call.</returns>
    ReadOnlySpan<LossSums> Forward(ReadOnlySpan<float> examples, Span<Rng> streams, LossWeights weights);

    /// <summary>Adds the gradients of the last forward call's losses, divided by the batch's size.</summary>
    /// <param name="examples">The same as were given to <see cref="Forward"/>.</param>
    /// <param name="meanDivergences">Each latent's KL(q ‖ p), averaged over the whole batch, [latents]: free nats are
    /// about these.</param>
    void Backward(ReadOnlySpan<float> examples, ReadOnlySpan<double> meanDivergences);
}

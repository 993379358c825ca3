using Pathwise.Networks;

namespace Pathwise.Autoencoders;

/// <summary>Networks with a loss over examples: what <see cref="AutoencoderTraining"/> trains.</summary>
/// <remarks>Losses are summed over pixels and latents and averaged over the batch, never averaged over
/// pixels.</remarks>
public interface ILossModel
{
    /// <summary>Numbers of an example.</summary>
    int Size { get; }

    /// <summary>Components of the code; each has a divergence of its own where there is a prior.</summary>
    int Latents { get; }

    /// <summary>Rows that the decoder computes for each example: samples of its code.</summary>
    int Samples { get; }

    /// <summary>The networks whose parameters are learned, in a fixed order.</summary>
    IReadOnlyList<INetwork> Networks { get; }

    /// <summary>λ, the nats of a latent's mean divergence that cost nothing more than they would anyway: its loss is
    /// β max(λ, KL). 0 for none.</summary>
    double FreeNats { get; }

    /// <summary>A place to compute in. Passes of one model are independent: each thread has its own.</summary>
    /// <param name="maxExamples">The most examples that one forward call will bring, ≥ 1.</param>
    ILossPass NewPass(int maxExamples);
}

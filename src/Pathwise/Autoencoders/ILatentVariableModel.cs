using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>An autoencoder whose code is drawn: p(z) and p(x|z), with q(z|x) to say where the z of an x probably
/// is.</summary>
/// <remarks>It can make examples of its own, and −ln p(x) can be estimated.</remarks>
public interface ILatentVariableModel : IAutoencoder
{
    /// <summary>Draws codes from the prior, z ~ p(z).</summary>
    /// <param name="codes">Receives them, [rows, latents].</param>
    /// <param name="rng">The stream to draw from.</param>
    void DrawFromPrior(Span<float> codes, ref Rng rng);

    /// <summary>Draws codes of one example, z ~ q(z|x), and weighs them.</summary>
    /// <param name="encoded">What the encoder says of x.</param>
    /// <param name="codes">Receives them, [samples, latents].</param>
    /// <param name="logPriorRatios">Receives ln p(z) − ln q(z|x) of each, [samples].</param>
    /// <param name="rng">The stream to draw from.</param>
    void DrawFromPosterior(
        ReadOnlySpan<float> encoded, Span<float> codes, Span<double> logPriorRatios, ref Rng rng);
}

using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>p(x|z): how probable an example is, given what the decoder says of it.</summary>
/// <remarks>Pixels are independent given z, so −ln p is a sum over them; in nats. Immutable.</remarks>
public interface ILikelihood
{
    /// <summary>Numbers of an example.</summary>
    int Size { get; }

    /// <summary>Numbers that the decoder must say of an example.</summary>
    int ParameterCount { get; }

    /// <summary>How the first numbers of θ, [size], say the pixels' means.</summary>
    MeanLink Link { get; }

    /// <summary>−ln p(x|θ), in nats, and its gradient.</summary>
    /// <param name="example">x, [size].</param>
    /// <param name="parameters">θ, the decoder's outputs, [parameter count].</param>
    /// <param name="weight">w.</param>
    /// <param name="gradients">Receives <c>−w ∂ln p/∂θ</c>, [parameter count]; empty if not wanted.</param>
    double NegativeLogProbability(
        ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, float weight, Span<float> gradients);

    /// <summary>Each number's part in −ln p(x|θ): where an anomaly is.</summary>
    /// <param name="example">x, [size].</param>
    /// <param name="parameters">θ, [parameter count].</param>
    /// <param name="terms">Receives −ln p(x_i|θ), in nats, [size].</param>
    void Terms(ReadOnlySpan<float> example, ReadOnlySpan<float> parameters, Span<float> terms);

    /// <summary>E[x|θ], the picture that is shown.</summary>
    /// <param name="parameters">θ, [parameter count].</param>
    /// <param name="mean">Receives the mean, [size].</param>
    void Mean(ReadOnlySpan<float> parameters, Span<float> mean);

    /// <summary>Draws x ~ p(x|θ).</summary>
    /// <param name="parameters">θ, [parameter count].</param>
    /// <param name="example">Receives x, [size].</param>
    /// <param name="rng">The stream to draw from.</param>
    void Sample(ReadOnlySpan<float> parameters, Span<float> example, ref Rng rng);
}

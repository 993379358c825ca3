using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Networks;

namespace Pathwise.Autoencoders;

/// <summary>An autoencoder of any kind: a code for every example, and what is probable given a code.</summary>
/// <remarks>Many threads may compute with one model while nobody changes its parameters.</remarks>
public interface IAutoencoder : ILossModel
{
    /// <summary>From x to what the model wants to know of it.</summary>
    INetwork Encoder { get; }

    /// <summary>From a code to the likelihood's parameters.</summary>
    INetwork Decoder { get; }

    /// <summary>p(x|code).</summary>
    ILikelihood Likelihood { get; }

    /// <summary>The same parameters with the loss that is reported of examples that are not learned from: the one that
    /// is minimised, if nothing else is said.</summary>
    IAutoencoder ForEvaluation() => this;

    /// <summary>The code that stands for an example: its mean, where codes are drawn.</summary>
    /// <param name="examples">x, [rows, size].</param>
    /// <returns>[rows, latents].</returns>
    float[] Codes(ReadOnlySpan<float> examples);
}

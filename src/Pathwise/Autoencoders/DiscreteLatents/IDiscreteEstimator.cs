using Pathwise.Randomness;

namespace Pathwise.Autoencoders.DiscreteLatents;

/// <summary>How a gradient gets past a coin: the estimate of <c>∂/∂l E[f(z)]</c>, <c>z ~ Bernoulli(σ(l))</c>, from
/// samples.</summary>
/// <remarks>
/// <para>One formula holds all of them: with s = <c>∇ ln q(z|x) = z − σ(l)</c>, the score,</para>
/// <code>
/// ∂loss/∂l ≈ −Σ_i c_i s_i + Σ_i ∂loss/∂z_i · ∂z_i/∂l
/// </code>
/// <para>Estimators through the score choose c and have ∂z/∂l = 0; those along a path have c = 0, and choose what to
/// take for ∂z/∂l. Immutable.</para>
/// </remarks>
public interface IDiscreteEstimator
{
    /// <summary>k, the samples of each example.</summary>
    int Samples { get; }

    /// <summary>Whether it goes along a path: then loss gradients with respect to z are wanted, and the divergence is
    /// taken in closed form.</summary>
    bool FollowsPath { get; }

    /// <summary>Whether it wants a learned baseline.</summary>
    bool UsesBaseline { get; }

    /// <summary>Draws one sample.</summary>
    /// <param name="logits">l, [latents].</param>
    /// <param name="code">Receives z, [latents].</param>
    /// <param name="rng">The stream to draw from.</param>
    void Draw(ReadOnlySpan<float> logits, Span<float> code, ref Rng rng);

    /// <summary>Weighs an example's samples.</summary>
    /// <param name="logWeights">ln w_i = ln p(x|z_i) + ln p(z_i) − ln q(z_i|x), [k].</param>
    /// <param name="baseline">b(x); 0 if none is used.</param>
    /// <param name="shares">Receives each sample's share of the decoder's gradient, [k]; their sum is 1.</param>
    /// <param name="scores">Receives c, [k].</param>
    /// <returns>The bound that is climbed, as the samples estimate it.</returns>
    double Weigh(ReadOnlySpan<double> logWeights, double baseline, Span<double> shares, Span<double> scores);

    /// <summary>What is taken for ∂z/∂l.</summary>
    /// <param name="logit">l.</param>
    /// <param name="code">z.</param>
    double Slope(double logit, double code);
}

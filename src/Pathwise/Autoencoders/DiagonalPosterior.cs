namespace Pathwise.Autoencoders;

/// <summary>q(z|x) = N(μ, diag σ²) as an encoder says it: a row <c>[μ…, ρ…]</c>, with σ a function of ρ.</summary>
/// <remarks>
/// <para>A sample is a path from noise, <c>z = μ + σ ε, ε ~ N(0, I)</c>, and so gradients with respect to z become
/// gradients with respect to μ and ρ: <c>∂/∂μ = ∂/∂z</c>, <c>∂/∂ρ = ε dσ/dρ ∂/∂z</c>. Against the prior N(0, I),
/// <c>KL = Σ_j ½(μ_j² + σ_j² − 1) − ln σ_j</c> (Kingma and Welling (2014), arXiv:1312.6114, appendix B).</para>
/// <para>ρ is clamped so that σ stays within [e⁻¹⁵, e¹⁰]: in samples, in the divergence and in gradients alike, for
/// dσ/dρ = 0 outside. Computed in double. Immutable.</para>
/// </remarks>
public readonly record struct DiagonalPosterior
{
    /// <summary>The least and the greatest ln σ.</summary>
    public const double LeastLogSigma = -15, GreatestLogSigma = 10;

    /// <summary>c = ln(e − 1), the number whose softplus is 1: what is added to ρ under
    /// <see cref="PosteriorScale.Softplus"/>.</summary>
    public const double SoftplusShift = 0.54132485461291810;

    /// <inheritdoc cref="DiagonalPosterior"/>
    /// <param name="latents">Components of z, ≥ 1.</param>
    /// <param name="scale">How ρ says σ.</param>
    public DiagonalPosterior(int latents, PosteriorScale scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latents, 1);
        (Latents, Scale) = (latents, scale);
    }

    /// <summary>Components of z.</summary>
    public int Latents { get; }

    /// <summary>How ρ says σ.</summary>
    public PosteriorScale Scale { get; }

    /// <summary>Numbers in a row of the encoder's outputs: μ and ρ for each latent.</summary>
    public int ParameterCount => 2 * Latents;

    /// <summary>KL(N(μ, σ²) ‖ N(0, 1)) of one component, in nats.</summary>
    /// <param name="mean">μ.</param>
    /// <param name="sigma">σ, > 0.</param>
    public static double Divergence(double mean, double sigma) => Divergence(mean, sigma, Math.Log(sigma));

    /// <summary>σ, of ρ.</summary>
    public double Sigma(double rho) => At(rho).Sigma;

    /// <summary>Reads one component of a row.</summary>
    internal Component Of(ReadOnlySpan<float> parameters, int latent)
    {
        var (sigma, logSigma, derivative) = At(parameters[Latents + latent]);
        return new(parameters[latent], sigma, logSigma, derivative);
    }

    private static double Divergence(double mean, double sigma, double logSigma) =>
        (0.5 * ((mean * mean) + (sigma * sigma) - 1)) - logSigma;

    /// <returns>σ, ln σ and dσ/dρ.</returns>
    private (double Sigma, double LogSigma, double Derivative) At(double rho)
    {
        if (Scale == PosteriorScale.Softplus) return AtSoftplus(rho);
        var factor = Scale == PosteriorScale.LogVariance ? 0.5 : 1;
        var logSigma = Math.Clamp(factor * rho, LeastLogSigma, GreatestLogSigma);
        var sigma = Math.Exp(logSigma);
        return (sigma, logSigma, logSigma == factor * rho ? factor * sigma : 0);
    }

    private static (double Sigma, double LogSigma, double Derivative) AtSoftplus(double rho)
    {
        var shifted = rho + SoftplusShift;
        var e = Math.Exp(-Math.Abs(shifted));
        var log = 1 + e == 1 ? e : Math.Log(1 + e) * (e / (1 + e - 1));     // ln(1 + e), without what rounding 1 + e loses
        var softplus = Math.Max(shifted, 0) + log;
        var logSigma = Math.Clamp(Math.Log(softplus), LeastLogSigma, GreatestLogSigma);
        return logSigma is LeastLogSigma or GreatestLogSigma
            ? (Math.Exp(logSigma), logSigma, 0)
            : (softplus, logSigma, (shifted >= 0 ? 1 : e) / (1 + e));
    }

    /// <summary>One component of the posterior.</summary>
    /// <param name="Mean">μ.</param>
    /// <param name="Sigma">σ.</param>
    /// <param name="LogSigma">ln σ.</param>
    /// <param name="Derivative">dσ/dρ; 0 where σ is clamped.</param>
    internal readonly record struct Component(double Mean, double Sigma, double LogSigma, double Derivative)
    {
        /// <summary>KL(N(μ, σ²) ‖ N(0, 1)).</summary>
        public double Divergence => Divergence(Mean, Sigma, LogSigma);
    }
}

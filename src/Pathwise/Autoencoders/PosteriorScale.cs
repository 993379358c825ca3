namespace Pathwise.Autoencoders;

/// <summary>What the encoder's number ρ says about the posterior's σ.</summary>
public enum PosteriorScale
{
    /// <summary>σ = exp(½ρ): ρ is ln σ², as in Kingma and Welling (2014), appendix C.</summary>
    LogVariance,

    /// <summary>σ = exp(ρ): ρ is ln σ, as in Burda et al.'s code.</summary>
    LogSigma,

    /// <summary>σ = ln(1 + exp(ρ + c)), with c = ln(e − 1) so that ρ = 0 is σ = 1.</summary>
    Softplus,
}

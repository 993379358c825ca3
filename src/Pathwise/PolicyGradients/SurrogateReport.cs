namespace Pathwise.PolicyGradients;

/// <summary>What a batch says of a policy's distance from the one that acted; see
/// <see cref="ClippedSurrogate"/>.</summary>
/// <param name="Objective">L, the clipped surrogate.</param>
/// <param name="ClipFraction">The fraction of actions with |r − 1| &gt; ε.</param>
/// <param name="ApproximateKl"><c>1/n Σ ((r − 1) − ln r)</c>, nats: an unbiased estimate of KL(π_old ‖ π) that is
/// never below 0. Source: Schulman (2020), <i>Approximating KL divergence</i>.</param>
public readonly record struct SurrogateReport(double Objective, double ClipFraction, double ApproximateKl);

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>What an evaluation of a bound found.</summary>
/// <param name="Examples">How many examples.</param>
/// <param name="Means">Means over the examples at β = 1, in nats: <see cref="LossSums.Loss"/> is the negative
/// bound.</param>
/// <param name="StandardError">Of the mean loss, over the examples.</param>
/// <param name="LatentDivergences">Each latent's mean KL(q ‖ p), in nats; zeros where there is no prior.</param>
public sealed record EvaluationReport(
    int Examples, LossSums Means, double StandardError, IReadOnlyList<double> LatentDivergences);

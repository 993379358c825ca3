namespace Pathwise.Autoencoders.Evaluation;

/// <summary>What importance sampling found of −ln p(x).</summary>
/// <param name="Samples">k, the samples of each example.</param>
/// <param name="Mean">The mean of −ln p(x), in nats.</param>
/// <param name="StandardError">Of the mean, over the examples.</param>
/// <param name="Each">Each example's −ln p(x), in nats.</param>
public sealed record LikelihoodReport(int Samples, double Mean, double StandardError, IReadOnlyList<double> Each);

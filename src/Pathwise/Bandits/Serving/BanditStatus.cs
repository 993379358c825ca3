namespace Pathwise.Bandits.Serving;

/// <summary>How a service's bandit stands at one moment.</summary>
/// <param name="Decisions">Decisions made, since the first start.</param>
/// <param name="Rewards">Rewards learned from.</param>
/// <param name="Pending">Decisions whose reward may still come.</param>
/// <param name="Estimates">What is believed of each arm, [arms]; see <see cref="IBandit.Estimates"/>.</param>
/// <param name="Weights">How much is known of each arm, [arms]; see <see cref="IBandit.Weights"/>.</param>
/// <param name="Probabilities">How probable each arm is to be chosen next, [arms].</param>
public sealed record BanditStatus(
    long Decisions, long Rewards, int Pending, IReadOnlyList<double> Estimates, IReadOnlyList<double> Weights,
    IReadOnlyList<double> Probabilities);

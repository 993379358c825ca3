namespace Pathwise.ValueLearning.Tabular;

/// <summary>What one step brought: S, A, R, S′.</summary>
/// <param name="State">S.</param>
/// <param name="Pair">(S, A).</param>
/// <param name="Reward">R.</param>
/// <param name="Next">S′.</param>
/// <param name="Terminated">Whether S′ is terminal: it has no value.</param>
/// <param name="Truncated">Whether the episode was cut at S′, whose value still counts.</param>
public readonly record struct Experience(
    int State, int Pair, double Reward, int Next, bool Terminated, bool Truncated)
{
    /// <summary>What the value of S′ is multiplied by: γ, or 0 where the process ended.</summary>
    public double Discount(double gamma) => Terminated ? 0 : gamma;
}

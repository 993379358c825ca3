namespace Pathwise.PolicyGradients;

/// <summary>How much better each action of a rollout was than its state, judged n steps ahead for every n at once:
/// <c>Â_t = Σ_{l≥0} (γλ)^l δ_{t+l}</c>, with <c>δ_t = R_{t+1} + γ v(S_{t+1}) − v(S_t)</c>.</summary>
/// <remarks>
/// <para>Source: Schulman, Moritz, Levine, Jordan &amp; Abbeel (2016), <i>High-dimensional continuous control using
/// generalized advantage estimation</i>, eq. (16). It is the mean of the n-step advantages (<see cref="NStepReturns"/>
/// less v), with weights (1 − λ) λ^{n−1}: λ = 0 is the one-step error δ, λ = 1 the return to the end less v.</para>
/// <para>The sum stops where an episode, or the rollout, ends. What such an end is worth is the caller's to say: 0
/// where the episode terminated, the value of the last state where it was cut.</para>
/// <para>Rows are in order of time, n environments side by side: row t n + i is step t of environment i.</para>
/// </remarks>
public static class GeneralizedAdvantage
{
    /// <summary>Computes Â of every step.</summary>
    /// <param name="rewards">R_{t+1}, [rows].</param>
    /// <param name="values">v(S_t), [rows].</param>
    /// <param name="ends">Where the sum stops after this step, [rows]; everywhere in the last n rows.</param>
    /// <param name="endValues">v(S_{t+1}) where the sum stops, [rows]; not read elsewhere.</param>
    /// <param name="environments">n, ≥ 1.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    /// <param name="lambda">λ, in [0, 1].</param>
    /// <param name="advantages">Receives Â, [rows].</param>
    /// <exception cref="ArgumentException">The lengths differ, or are no multiple of n.</exception>
    public static void Compute(
        ReadOnlySpan<double> rewards, ReadOnlySpan<double> values, ReadOnlySpan<bool> ends,
        ReadOnlySpan<double> endValues, int environments, double gamma, double lambda, Span<double> advantages)
    {
        RolloutShape.Check(rewards, values, ends, endValues, environments, advantages);

        for (var row = rewards.Length - 1; row >= 0; row--)
        {
            var stops = ends[row];
            var next = stops ? endValues[row] : values[row + environments];                   // v(S_{t+1})
            var delta = rewards[row] + (gamma * next) - values[row];                          // δ_t
            advantages[row] = stops ? delta : delta + (gamma * lambda * advantages[row + environments]);
        }
    }
}

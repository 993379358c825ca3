using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Bandits.Contextual;

/// <summary>A bandit that sees a context before it chooses, and learns which arm is best in which context.</summary>
/// <remarks>
/// <para>Choosing changes nothing that is remembered, so a reward may come at once, later (after other choices), or
/// never; whoever chose keeps the context until then.</para>
/// <para>A context is a vector of features, [features], finite and of size at most 10¹⁰⁰. A constant needs a feature of
/// its own, always 1.</para>
/// <para>Not thread-safe, choosing included: one bandit, one thread at a time.</para>
/// </remarks>
public interface IContextualBandit
{
    /// <summary>K, the number of arms, ≥ 1.</summary>
    int Arms { get; }

    /// <summary>d, the numbers in a context, ≥ 1.</summary>
    int Features { get; }

    /// <summary>Rewards learned from so far.</summary>
    long Learned { get; }

    /// <summary>Chooses an arm for a context.</summary>
    /// <param name="context">x, [features].</param>
    /// <param name="allowed">Which arms there are this time, [arms], at least one; empty for all.</param>
    /// <param name="rng">Where ties and exploration come from.</param>
    /// <returns>The arm, and how probable it was.</returns>
    /// <exception cref="ArgumentException">The context or the mask has another length, a feature is not finite, or
    /// nothing is allowed.</exception>
    Choice Choose(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed, ref Rng rng);

    /// <summary>The probability of each arm to be chosen for a context.</summary>
    /// <param name="context">x, [features].</param>
    /// <param name="allowed">Which arms there are, [arms], at least one; empty for all.</param>
    /// <param name="probabilities">Receives P(A = a | x), [arms]; of sum 1, and 0 for what is not allowed.</param>
    /// <exception cref="ArgumentException">As <see cref="Choose"/>, or the result has another length.</exception>
    void Probabilities(ReadOnlySpan<double> context, ReadOnlySpan<bool> allowed, Span<double> probabilities);

    /// <summary>What each arm is expected to bring: the model that a doubly robust estimate needs.</summary>
    /// <param name="context">x, [features].</param>
    /// <param name="values">Receives θ̂_aᵀx, [arms].</param>
    /// <exception cref="ArgumentException">A length differs, or a feature is not finite.</exception>
    void Estimates(ReadOnlySpan<double> context, Span<double> values);

    /// <summary>Learns from a reward.</summary>
    /// <param name="arm">The arm that was chosen.</param>
    /// <param name="context">x, the context it was chosen for, [features].</param>
    /// <param name="reward">What it brought; at most 10¹⁰⁰ in size.</param>
    /// <exception cref="ArgumentException">There is no such arm, the context has another length, or a number is not
    /// finite; nothing has changed then.</exception>
    void Learn(int arm, ReadOnlySpan<double> context, double reward);

    /// <summary>Forgets everything.</summary>
    void Reset();

    /// <summary>Writes what was learned, as one JSON object.</summary>
    /// <param name="writer">Where a value may be written.</param>
    void Save(Utf8JsonWriter writer);

    /// <summary>Takes up what <see cref="Save"/> wrote; from then on everything is as if it had never
    /// stopped.</summary>
    /// <param name="state">The object.</param>
    /// <exception cref="BadInputException">It is not the state of such a bandit; nothing has changed then.</exception>
    void Load(JsonElement state);
}

using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>A bandit at work: chooses among arms, and learns from the rewards that come.</summary>
/// <remarks>
/// <para>Choosing changes nothing that is remembered, so a reward may come at once, later (after other choices), or
/// never. Time is therefore counted in rewards: t = <see cref="Learned"/> + 1, which is the book's t where every choice
/// is followed by its reward.</para>
/// <para>Arms that are not allowed are left out for this one choice; what is known of them stays. Nothing is allocated
/// but by <see cref="Save"/> and <see cref="Load"/>.</para>
/// <para>Not thread-safe, choosing included (it uses scratch memory): one bandit, one thread at a time.</para>
/// </remarks>
public interface IBandit
{
    /// <summary>n, the number of arms, ≥ 1.</summary>
    int Arms { get; }

    /// <summary>What it chooses and learns by.</summary>
    IBanditStrategy Strategy { get; }

    /// <summary>Rewards learned from so far.</summary>
    long Learned { get; }

    /// <summary>What is believed of each arm, [arms]: as the strategy's <see cref="BanditStrategyEntry.Memory"/> names
    /// it, an estimated value or a preference.</summary>
    ReadOnlySpan<double> Estimates { get; }

    /// <summary>How much is known of each arm, [arms]: as the strategy's <see cref="BanditStrategyEntry.Memory"/> names
    /// it, mostly the number of its rewards.</summary>
    ReadOnlySpan<double> Weights { get; }

    /// <summary>Chooses an arm.</summary>
    /// <param name="rng">Where ties and exploration come from.</param>
    int ChooseArm(ref Rng rng);

    /// <summary>Chooses among the arms that are allowed this time.</summary>
    /// <param name="allowed">Which arms there are, [arms]; at least one.</param>
    /// <param name="rng">Where ties and exploration come from. With every arm allowed, the choice is the same as
    /// without a mask.</param>
    /// <exception cref="ArgumentException">The mask has another length, or allows nothing.</exception>
    int ChooseArm(ReadOnlySpan<bool> allowed, ref Rng rng);

    /// <summary>Chooses an arm, and says how probable it was.</summary>
    /// <param name="rng">As of <see cref="ChooseArm(ref Rng)"/>, which gives the same arm from the same stream.</param>
    Choice Choose(ref Rng rng);

    /// <summary>Chooses among the arms that are allowed this time, and says how probable the choice was.</summary>
    /// <param name="allowed">Which arms there are, [arms]; at least one.</param>
    /// <param name="rng">As of <see cref="ChooseArm(ReadOnlySpan{bool}, ref Rng)"/>.</param>
    /// <exception cref="ArgumentException">The mask has another length, or allows nothing.</exception>
    Choice Choose(ReadOnlySpan<bool> allowed, ref Rng rng);

    /// <summary>The probability of each arm to be chosen now.</summary>
    /// <param name="allowed">Which arms there are, [arms]; empty for all.</param>
    /// <param name="probabilities">Receives P(A = a), [arms]; of sum 1, and 0 for what is not allowed.</param>
    /// <exception cref="ArgumentException">A length is not the number of arms, or nothing is allowed.</exception>
    void Probabilities(ReadOnlySpan<bool> allowed, Span<double> probabilities);

    /// <summary>Learns from a reward.</summary>
    /// <param name="arm">The arm that was chosen.</param>
    /// <param name="reward">What it brought, within the strategy's <see cref="BanditStrategyEntry.Rewards"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such arm, or the reward is not in the
    /// range.</exception>
    void Learn(int arm, double reward);

    /// <summary>Forgets everything.</summary>
    void Reset();

    /// <summary>Writes what was learned, as one JSON object.</summary>
    /// <param name="writer">Where a value may be written.</param>
    void Save(Utf8JsonWriter writer);

    /// <summary>Takes up what <see cref="Save"/> wrote; from then on everything is as if it had never
    /// stopped.</summary>
    /// <param name="state">The object. Its strategy must have the same name; other parameters are allowed, and from
    /// then on this bandit's hold.</param>
    /// <exception cref="BadInputException">It is not the state of such a bandit; nothing has changed then.</exception>
    void Load(JsonElement state);
}

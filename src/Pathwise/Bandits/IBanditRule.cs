using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>A strategy's mathematics, over memory that the caller owns.</summary>
/// <typeparam name="TSelf">The strategy itself, a struct, so that its methods are called directly and
/// inlined.</typeparam>
/// <remarks>
/// <para>One rule drives both a <see cref="Bandit{TStrategy}"/> that a user holds and the many bandits of a
/// testbed: what they do is the same, bit for bit.</para>
/// <para>A rule trusts its caller: arms and rewards are in range, and a mask allows something. It draws the same random
/// numbers whether a mask is empty or allows everything.</para>
/// </remarks>
public interface IBanditRule<TSelf> : IBanditStrategy where TSelf : struct, IBanditRule<TSelf>
{
    /// <summary>Writes what is believed before anything is known.</summary>
    /// <param name="memory">Cleared memory; see <see cref="ArmMemory.Clear"/>.</param>
    void Begin(ArmMemory memory);

    /// <summary>Chooses an arm; changes nothing but the scratch row.</summary>
    /// <param name="memory">What is remembered.</param>
    /// <param name="allowed">Which arms there are, [arms]; empty for all.</param>
    /// <param name="rng">Where ties and exploration come from.</param>
    int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng);

    /// <summary>P(A = arm), the probability that <see cref="Choose"/> gives this arm.</summary>
    /// <param name="memory">What is remembered.</param>
    /// <param name="allowed">Which arms there are, [arms]; empty for all.</param>
    /// <param name="arm">An arm that is allowed.</param>
    double Propensity(ArmMemory memory, ReadOnlySpan<bool> allowed, int arm);

    /// <summary>P(A = a) for every arm.</summary>
    /// <param name="memory">What is remembered.</param>
    /// <param name="allowed">Which arms there are, [arms]; empty for all.</param>
    /// <param name="probabilities">Receives the probabilities, [arms].</param>
    void Probabilities(ArmMemory memory, ReadOnlySpan<bool> allowed, Span<double> probabilities);

    /// <summary>Learns from a reward.</summary>
    /// <param name="memory">What is remembered.</param>
    /// <param name="arm">The arm that was chosen.</param>
    /// <param name="reward">What it brought.</param>
    void Learn(ArmMemory memory, int arm, double reward);

    /// <inheritdoc/>
    IBandit IBanditStrategy.NewBandit(int arms) => new Bandit<TSelf>((TSelf)this, arms);

    /// <inheritdoc/>
    TResult IBanditStrategy.Accept<TResult>(IBanditStrategyVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit((TSelf)this);
    }
}

using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Arms that win or not: probabilities <c>q*(a) ~ U(low, high)</c> drawn anew for each bandit, rewards 1 with
/// probability q*(A) and 0 otherwise.</summary>
/// <remarks>Source: O. Chapelle and L. Li, <i>An Empirical Evaluation of Thompson Sampling</i>, NIPS 2011, §2, has arms
/// of this kind.</remarks>
public readonly record struct BernoulliArms : IBanditArms<BernoulliArms>
{
    private static readonly BanditParameter LowParameter =
        new("low", "low", 0, 0, 1, "the least probability that an arm can have");

    private static readonly BanditParameter HighParameter =
        new("high", "high", 1, 0, 1, "the greatest probability that an arm can have");

    private readonly double _low, _high;

    /// <summary>10 arms, with probabilities from all of [0, 1].</summary>
    public BernoulliArms() : this(arms: 10) { }

    /// <inheritdoc cref="BernoulliArms"/>
    /// <param name="arms">The number of arms, from 1 to 1,000,000.</param>
    /// <param name="low">The least probability, in [0, 1].</param>
    /// <param name="high">The greatest probability, in [0, 1].</param>
    public BernoulliArms(int arms, double low = 0, double high = 1)
    {
        Arms = (int)BanditProblemEntry.ArmsParameter.Checked(arms);
        (_low, _high) = (LowParameter.Checked(low), HighParameter.Checked(high));
    }

    /// <summary>What the catalog says of it.</summary>
    public static BanditProblemEntry CatalogEntry { get; } = new(
        "bernoulli",
        "Arms that win (reward 1) or not (0), with probabilities drawn uniformly for each bandit.",
        "Chapelle & Li (2011), §2",
        RewardRange.Unit,
        [BanditProblemEntry.ArmsParameter, LowParameter, HighParameter],
        a => new BernoulliArms((int)a[0], a[1], a[2]));

    /// <inheritdoc/>
    public static bool IsDrifting => false;

    /// <inheritdoc/>
    public BanditProblemEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Arms, _low, _high];

    /// <inheritdoc/>
    public int Arms { get; }

    /// <inheritdoc/>
    public void Begin(Span<double> values, ref Rng rng)
    {
        foreach (ref var value in values) value = rng.NextUniform(_low, _high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Reward(double value, ref Rng rng) => rng.NextDouble() < value ? 1 : 0;

    /// <inheritdoc/>
    public void Drift(Span<double> values, ref Rng rng) { }

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}

using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Arms that win or not: probabilities <c>q*(a) ~ U(low, high)</c> drawn anew for each bandit, rewards 1 with
/// probability q*(A) and 0 otherwise.</summary>
/// <remarks>Source: O. Chapelle and L. Li, <i>An Empirical Evaluation of Thompson Sampling</i>, NIPS 2011, §2, has arms
/// of this kind.</remarks>
public readonly record struct BernoulliArms : IBanditArms<BernoulliArms>
{
    private static readonly BanditParameter ValueParameter =
        new("probability", "q*", 0.5, 0, 1, "how often an arm wins");

    private static readonly BanditParameter LowParameter =
        new("low", "low", 0, 0, 1, "the least probability that an arm can have");

    private static readonly BanditParameter HighParameter =
        new("high", "high", 1, 0, 1, "the greatest probability that an arm can have");

    private readonly double[]? _known;
    private readonly double _low, _high;

    /// <summary>10 arms, with probabilities from all of [0, 1].</summary>
    public BernoulliArms() : this(arms: 10) { }

    /// <inheritdoc cref="BernoulliArms"/>
    /// <param name="arms">The number of arms, from 1 to 100,000.</param>
    /// <param name="low">The least probability, in [0, 1].</param>
    /// <param name="high">The greatest probability, in [0, 1]; if it is below the least, they change places.</param>
    public BernoulliArms(int arms, double low = 0, double high = 1)
    {
        Arms = (int)BanditProblemEntry.ArmsParameter.Checked(arms);
        (_low, _high) = (LowParameter.Checked(low), HighParameter.Checked(high));
    }

    /// <summary>Arms of known probabilities.</summary>
    /// <param name="probabilities">q*(a) of each arm, in [0, 1]; at least one.</param>
    public BernoulliArms(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        _known = [.. probabilities.Select(value => ValueParameter.Checked(value))];
        Arms = (int)BanditProblemEntry.ArmsParameter.Checked(_known.Length);
    }

    /// <summary>What the catalog says of it.</summary>
    public static BanditProblemEntry CatalogEntry { get; } = new(
        "bernoulli",
        "Arms that win (reward 1) or not (0), with probabilities drawn uniformly for each bandit.",
        "Chapelle & Li (2011), §2",
        RewardRange.Unit,
        [BanditProblemEntry.ArmsParameter, LowParameter, HighParameter],
        a => new BernoulliArms((int)a[0], a[1], a[2]));

    /// <summary>Arms of known probabilities.</summary>
    public static BanditProblemEntry KnownEntry { get; } = new(
        "bernoulli-arms",
        "Arms that win (reward 1) or not (0), with probabilities that you give.",
        "Sutton & Barto (2018), §2.1",
        RewardRange.Unit,
        [],
        a => new BernoulliArms([.. a]))
    {
        Values = ValueParameter,
    };

    /// <inheritdoc/>
    public static bool IsDrifting => false;

    /// <inheritdoc/>
    public BanditProblemEntry Entry => _known is null ? CatalogEntry : KnownEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments =>
        _known is null ? [Arms, _low, _high] : [.. _known];

    /// <inheritdoc/>
    public int Arms { get; }

    /// <inheritdoc/>
    public void Begin(Span<double> values, ref Rng rng)
    {
        if (_known is not null)
            _known.CopyTo(values);
        else
            foreach (ref var value in values) value = rng.NextUniform(_low, _high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Reward(double value, ref Rng rng) => rng.NextDouble() < value ? 1 : 0;

    /// <inheritdoc/>
    public void Drift(Span<double> values, ref Rng rng) { }

    /// <inheritdoc/>
    public bool Equals(BernoulliArms other) =>
        Arguments.SequenceEqual(other.Arguments) && _known is null == other._known is null;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Arms, Arguments[0], Arguments[^1]);

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}

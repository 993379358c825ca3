using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>The book's testbed: values <c>q*(a) ~ N(m, s²)</c> drawn anew for each bandit, rewards
/// <c>R ~ N(q*(A), σ²)</c>.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §2.3 and Figure 2.1, with 10 arms, m = 0, s = σ = 1; Figure 2.5 has
/// m = 4.</remarks>
public readonly record struct GaussianArms : IBanditArms<GaussianArms>
{
    private static readonly BanditParameter ValueParameter =
        new("value", "q*", 0, -1e6, 1e6, "what an arm is worth");

    private static readonly BanditParameter MeanParameter =
        new("mean", "m", 0, -1e6, 1e6, "the mean of the arms' values");

    private static readonly BanditParameter SpreadParameter =
        new("spread", "s", 1, 0, 1e6, "the standard deviation of the arms' values");

    private readonly double[]? _known;
    private readonly double _mean, _spread, _noise;

    /// <summary>The book's: 10 arms, m = 0, s = σ = 1.</summary>
    public GaussianArms() : this(arms: 10) { }

    /// <inheritdoc cref="GaussianArms"/>
    /// <param name="arms">The number of arms, from 1 to 100,000.</param>
    /// <param name="mean">m.</param>
    /// <param name="spread">s, ≥ 0.</param>
    /// <param name="noise">σ, ≥ 0.</param>
    public GaussianArms(int arms, double mean = 0, double spread = 1, double noise = 1)
    {
        Arms = (int)BanditProblemEntry.ArmsParameter.Checked(arms);
        (_mean, _spread, _noise) =
            (MeanParameter.Checked(mean), SpreadParameter.Checked(spread),
                BanditProblemEntry.NoiseParameter.Checked(noise));
    }

    /// <summary>Arms of known values.</summary>
    /// <param name="values">q*(a) of each arm, at least one.</param>
    /// <param name="noise">σ, ≥ 0.</param>
    public GaussianArms(IReadOnlyList<double> values, double noise = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        _known = [.. values.Select(value => ValueParameter.Checked(value))];
        Arms = (int)BanditProblemEntry.ArmsParameter.Checked(_known.Length);
        _noise = BanditProblemEntry.NoiseParameter.Checked(noise);
    }

    /// <summary>What the catalog says of it.</summary>
    public static BanditProblemEntry CatalogEntry { get; } = new(
        "gaussian",
        "Values drawn from a normal distribution for each bandit, rewards normal around them.",
        "Sutton & Barto (2018), §2.3, Figure 2.1",
        RewardRange.Real,
        [BanditProblemEntry.ArmsParameter, MeanParameter, SpreadParameter, BanditProblemEntry.NoiseParameter],
        a => new GaussianArms((int)a[0], a[1], a[2], a[3]));

    /// <summary>Arms of known values.</summary>
    public static BanditProblemEntry KnownEntry { get; } = new(
        "gaussian-arms",
        "Arms of values that you give, rewards normal around them.",
        "Sutton & Barto (2018), §2.1",
        RewardRange.Real,
        [BanditProblemEntry.NoiseParameter],
        a => new GaussianArms([.. a.Skip(1)], a[0]))
    {
        Values = ValueParameter,
    };

    /// <inheritdoc/>
    public static bool IsDrifting => false;

    /// <inheritdoc/>
    public BanditProblemEntry Entry => _known is null ? CatalogEntry : KnownEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments =>
        _known is null ? [Arms, _mean, _spread, _noise] : [_noise, .. _known];

    /// <inheritdoc/>
    public int Arms { get; }

    /// <inheritdoc/>
    public void Begin(Span<double> values, ref Rng rng)
    {
        if (_known is not null)
            _known.CopyTo(values);
        else
            foreach (ref var value in values) value = _mean + (_spread * rng.NextNormal());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Reward(double value, ref Rng rng) => value + (_noise * rng.NextNormal());

    /// <inheritdoc/>
    public void Drift(Span<double> values, ref Rng rng) { }

    /// <inheritdoc/>
    public bool Equals(GaussianArms other) =>
        Arguments.SequenceEqual(other.Arguments) && _known is null == other._known is null;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Arms, Arguments[0], Arguments[^1]);

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}

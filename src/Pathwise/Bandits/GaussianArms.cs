using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>The book's testbed: values <c>q*(a) ~ N(m, s²)</c> drawn anew for each bandit, rewards
/// <c>R ~ N(q*(A), σ²)</c>.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), §2.3 and Figure 2.1, with 10 arms, m = 0, s = σ = 1; Figure 2.5 has
/// m = 4.</remarks>
public readonly record struct GaussianArms : IBanditArms<GaussianArms>
{
    private static readonly BanditParameter MeanParameter =
        new("mean", "m", 0, -1e6, 1e6, "the mean of the arms' values");

    private static readonly BanditParameter SpreadParameter =
        new("spread", "s", 1, 0, 1e6, "the standard deviation of the arms' values");

    private readonly double _mean, _spread, _noise;

    /// <summary>The book's: 10 arms, m = 0, s = σ = 1.</summary>
    public GaussianArms() : this(arms: 10) { }

    /// <inheritdoc cref="GaussianArms"/>
    /// <param name="arms">The number of arms, from 1 to 1,000,000.</param>
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

    /// <summary>What the catalog says of it.</summary>
    public static BanditProblemEntry CatalogEntry { get; } = new(
        "gaussian",
        "Values drawn from a normal distribution for each bandit, rewards normal around them.",
        "Sutton & Barto (2018), §2.3, Figure 2.1",
        RewardRange.Real,
        [BanditProblemEntry.ArmsParameter, MeanParameter, SpreadParameter, BanditProblemEntry.NoiseParameter],
        a => new GaussianArms((int)a[0], a[1], a[2], a[3]));

    /// <inheritdoc/>
    public static bool IsDrifting => false;

    /// <inheritdoc/>
    public BanditProblemEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Arms, _mean, _spread, _noise];

    /// <inheritdoc/>
    public int Arms { get; }

    /// <inheritdoc/>
    public void Begin(Span<double> values, ref Rng rng)
    {
        foreach (ref var value in values) value = _mean + (_spread * rng.NextNormal());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Reward(double value, ref Rng rng) => value + (_noise * rng.NextNormal());

    /// <inheritdoc/>
    public void Drift(Span<double> values, ref Rng rng) { }

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}

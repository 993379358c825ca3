using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Arms whose values walk at random: all <c>q*(a)</c> begin at m and change by <c>N(0, d²)</c> after each
/// step; rewards <c>R ~ N(q*(A), σ²)</c>.</summary>
/// <remarks>Source: Sutton &amp; Barto (2018), Exercise 2.5, with 10 arms, m = 0, d = 0.01 and σ = 1. What sample
/// averages cannot follow, a constant step can.</remarks>
public readonly record struct DriftingArms : IBanditArms<DriftingArms>
{
    private static readonly BanditParameter DriftParameter =
        new("drift", "d", 0.01, 0, 1e6, "the standard deviation of a value's change in one step");

    private static readonly BanditParameter MeanParameter =
        new("mean", "m", 0, -1e6, 1e6, "every arm's value at first");

    private readonly double _drift, _mean, _noise;

    /// <summary>The book's: 10 arms, m = 0, d = 0.01, σ = 1.</summary>
    public DriftingArms() : this(arms: 10) { }

    /// <inheritdoc cref="DriftingArms"/>
    /// <param name="arms">The number of arms, from 1 to 100,000.</param>
    /// <param name="drift">d, ≥ 0.</param>
    /// <param name="mean">m.</param>
    /// <param name="noise">σ, ≥ 0.</param>
    public DriftingArms(int arms, double drift = 0.01, double mean = 0, double noise = 1)
    {
        Arms = (int)BanditProblemEntry.ArmsParameter.Checked(arms);
        (_drift, _mean, _noise) =
            (DriftParameter.Checked(drift), MeanParameter.Checked(mean),
                BanditProblemEntry.NoiseParameter.Checked(noise));
    }

    /// <summary>What the catalog says of it.</summary>
    public static BanditProblemEntry CatalogEntry { get; } = new(
        "drifting",
        "Values that begin equal and walk at random, rewards normal around them.",
        "Sutton & Barto (2018), Exercise 2.5",
        RewardRange.Real,
        [BanditProblemEntry.ArmsParameter, DriftParameter, MeanParameter, BanditProblemEntry.NoiseParameter],
        a => new DriftingArms((int)a[0], a[1], a[2], a[3]));

    /// <inheritdoc/>
    public static bool IsDrifting => true;

    /// <inheritdoc/>
    public BanditProblemEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Arms, _drift, _mean, _noise];

    /// <inheritdoc/>
    public int Arms { get; }

    /// <inheritdoc/>
    public void Begin(Span<double> values, ref Rng rng) => values.Fill(_mean);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Reward(double value, ref Rng rng) => value + (_noise * rng.NextNormal());

    /// <inheritdoc/>
    public void Drift(Span<double> values, ref Rng rng)
    {
        foreach (ref var value in values) value += _drift * rng.NextNormal();
    }

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}

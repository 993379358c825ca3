using System.Globalization;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits.OffPolicy;

/// <summary>What a policy would have earned per decision, estimated from the log of another.</summary>
/// <remarks>
/// <para>The estimate is Σ u_i / Σ w_i over the rows i; what u and w are, the estimator says. Its standard error is the
/// delta method's, <c>√(n/(n−1) Σ (u_i − V w_i)²) / Σ w_i</c>, which for w = 1 is the sample's own.</para>
/// <para>Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class PolicyEstimate
{
    private readonly double[] _numerators;      // u
    private readonly double[]? _denominators;   // w; null for 1

    internal PolicyEstimate(
        double[] numerators, double[]? denominators, double effectiveSampleSize, double greatestWeight, int clipped)
    {
        (_numerators, _denominators) = (numerators, denominators);
        (EffectiveSampleSize, GreatestWeight, Clipped) = (effectiveSampleSize, greatestWeight, clipped);
        var total = denominators?.Sum() ?? Count;
        Value = numerators.Sum() / total;
        var squares = 0.0;
        for (var i = 0; i < numerators.Length; i++)
        {
            var residual = numerators[i] - (Value * (denominators?[i] ?? 1));
            squares += residual * residual;
        }

        StandardError = Math.Sqrt(squares * Count / (Count - 1)) / total;
    }

    /// <summary>V̂, the expected reward of a decision.</summary>
    public double Value { get; }

    /// <summary>V̂'s standard error.</summary>
    public double StandardError { get; }

    /// <summary>n, the rows that were used.</summary>
    public int Count => _numerators.Length;

    /// <summary>(Σ ρ)²/Σ ρ² with ρ_i = π(a_i)/p_i, as many rows as the log is worth for this policy: from 1 to
    /// <see cref="Count"/>.</summary>
    public double EffectiveSampleSize { get; }

    /// <summary>The greatest ρ, after clipping. Where a single row weighs much of the log, trust no interval.</summary>
    public double GreatestWeight { get; }

    /// <summary>How many ρ were clipped.</summary>
    public int Clipped { get; }

    /// <summary><c>V̂ ± z · standard error</c>, for large logs.</summary>
    /// <param name="level">How often it is to contain the true value, in (0, 1).</param>
    public ConfidenceInterval NormalInterval(double level = 0.95)
    {
        CheckLevel(level);
        var reach = -StandardNormal.Quantile((1 - level) / 2) * StandardError;
        return new(Value - reach, Value + reach, level);
    }

    /// <summary>The middle share of what the estimate would be on logs drawn from this one with replacement.</summary>
    /// <remarks>Source: B. Efron, <i>Bootstrap Methods: Another Look at the Jackknife</i>, Annals of Statistics 7(1),
    /// 1979; the percentile interval. Costs n draws a resample.</remarks>
    /// <param name="rng">Which rows are drawn.</param>
    /// <param name="level">How often it is to contain the true value, in (0, 1).</param>
    /// <param name="resamples">How many logs to draw, ≥ 100.</param>
    public ConfidenceInterval BootstrapInterval(double level, int resamples, ref Rng rng)
    {
        CheckLevel(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        var values = new double[resamples];
        for (var b = 0; b < resamples; b++)
        {
            double above, below;
            do
            {
                (above, below) = (0, 0);
                for (var i = 0; i < Count; i++)
                {
                    var row = rng.NextInt32(Count);
                    above += _numerators[row];
                    below += _denominators?[row] ?? 1;
                }
            }
            while (below == 0);         // no row that the policy would have chosen: such a log estimates nothing

            values[b] = above / below;
        }

        values.AsSpan().Sort();
        return new(Quantile(values, (1 - level) / 2), Quantile(values, (1 + level) / 2), level);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Value:G6} ± {StandardError:G2}");

    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static void CheckLevel(double level)
    {
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(
            nameof(level), level, "A confidence level must be between 0 and 1.");
    }
}

using System.Globalization;

namespace Pathwise.Testing;

/// <summary>What a list of independent measurements says: their number, mean, and standard error.</summary>
/// <remarks>
/// <para>Made by <see cref="Of(ReadOnlySpan{double})"/>; samples of the same quantity are put together by
/// <see cref="Combine"/>, exactly as if all their numbers had been in one list.</para>
/// <para>Source of the update: T. F. Chan, G. H. Golub, R. J. LeVeque, <i>Updating Formulae and a Pairwise Algorithm
/// for Computing Sample Variances</i>, 1979.</para>
/// </remarks>
/// <param name="Count">n, how many numbers.</param>
/// <param name="Mean">Their mean; 0 for none.</param>
/// <param name="SquaredDeviations">Σ (x − mean)².</param>
public readonly record struct Sample(int Count, double Mean, double SquaredDeviations)
{
    /// <summary>Σ (x − mean)²/(n − 1), unbiased; NaN for fewer than two numbers.</summary>
    public double Variance => Count > 1 ? SquaredDeviations / (Count - 1) : double.NaN;

    /// <summary>The numbers' standard deviation, √variance.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>The mean's standard error, √(variance/n); NaN for fewer than two numbers.</summary>
    public double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>Summarises a list of numbers.</summary>
    /// <param name="values">The numbers, independent of each other.</param>
    public static Sample Of(ReadOnlySpan<double> values)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var delta = values[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (values[i] - mean);
        }

        return new(values.Length, mean, squares);
    }

    /// <summary>Measures once for each seed 0, 1, …, and summarises.</summary>
    /// <param name="runs">How often, ≥ 1.</param>
    /// <param name="measure">Gives one number from a seed.</param>
    public static Sample Of(int runs, Func<ulong, double> measure)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ArgumentNullException.ThrowIfNull(measure);
        var values = new double[runs];
        for (var run = 0; run < runs; run++) values[run] = measure((ulong)run);
        return Of(values);
    }

    /// <summary>The number below which a share of a list lies, interpolated linearly between its neighbours.</summary>
    /// <remarks>Definition 7 of R. J. Hyndman and Y. Fan, <i>Sample Quantiles in Statistical Packages</i>,
    /// 1996: NumPy's default.</remarks>
    /// <param name="values">The numbers, at least one, in any order; sorted in place.</param>
    /// <param name="share">From 0, the least, to 1, the greatest; 0.5 is the median.</param>
    public static double Quantile(Span<double> values, double share)
    {
        if (values.IsEmpty) throw new ArgumentException("A quantile needs at least one number.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        values.Sort();
        var position = share * (values.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, values.Length - 1);
        return values[below] + ((position - below) * (values[above] - values[below]));
    }

    /// <summary>The sample of both lists together.</summary>
    public Sample Combine(Sample other)
    {
        var count = Count + other.Count;
        if (count == 0) return default;

        var delta = other.Mean - Mean;
        return new(
            count,
            Mean + (delta * other.Count / count),
            SquaredDeviations + other.SquaredDeviations + (delta * delta * Count * other.Count / count));
    }

    /// <summary>Whether the mean is within some standard errors of a value:
    /// |mean − value| ≤ k · standard error.</summary>
    /// <param name="standardErrors">k; 4 makes a false alarm as rare as 1 in 16,000 for normal errors.</param>
    /// <param name="value">What the mean should be.</param>
    /// <returns>False also where the sample is too small to have a standard error.</returns>
    public bool IsWithin(double standardErrors, double value) =>
        Math.Abs(Mean - value) <= standardErrors * StandardError;

    /// <summary>Mean and standard error to the error's second digit: <c>−11.91 ± 0.11</c>.</summary>
    public override string ToString()
    {
        var error = StandardError;
        var digits = double.IsFinite(error) && error > 0
            ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(error)), 0, 15)
            : 4;
        var format = "F" + digits.ToString(CultureInfo.InvariantCulture);
        var mean = Mean.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
        return double.IsNaN(error) ? mean : $"{mean} ± {error.ToString(format, CultureInfo.InvariantCulture)}";
    }
}

using System.Numerics;
using Pathwise.Experiments;

namespace Pathwise.Numerics;

/// <summary>Mean and variance of a stream of rows, column by column, updated a batch at a time.</summary>
/// <remarks>
/// <para>Source: Chan, Golub and LeVeque (1979), the pairwise update; with the start of Gymnasium's
/// <c>RunningMeanStd</c>: mean 0, variance 1, and a count of 10⁻⁴,
/// so that the first batch decides all but 10⁻⁴ parts.</para>
/// <para>Computed in double, rows in order: the same bits on every machine. Not thread-safe.</para>
/// </remarks>
public sealed class RunningMoments : ISaved
{
    private const double InitialCount = 1e-4;

    private readonly double[] _mean;
    private readonly double[] _variance;
    private double _count = InitialCount;

    /// <summary>The moments of nothing yet: mean 0, variance 1.</summary>
    /// <param name="size">Columns, ≥ 1.</param>
    public RunningMoments(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _mean = new double[size];
        _variance = new double[size];
        Array.Fill(_variance, 1);
    }

    /// <summary>Numbers in a row.</summary>
    public int Size => _mean.Length;

    /// <summary>Rows seen, and 10⁻⁴.</summary>
    public double Count => _count;

    /// <summary>The mean of each column, [size].</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The variance of each column (divided by the count, not by one less), [size].</summary>
    public ReadOnlySpan<double> Variance => _variance;

    /// <summary>Takes in a batch of rows.</summary>
    /// <param name="rows">[n, size], finite; n may be 0.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the size.</exception>
    public void Update<T>(ReadOnlySpan<T> rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows.Length % Size != 0)
            throw new ArgumentException($"Rows of {Size} numbers cannot make up {rows.Length} numbers.", nameof(rows));
        if (rows.IsEmpty) return;

        double n = rows.Length / Size;
        var total = _count + n;
        for (var column = 0; column < Size; column++)
        {
            var mean = 0.0;
            for (var i = column; i < rows.Length; i += Size) mean += double.CreateTruncating(rows[i]);
            mean /= n;

            var squares = 0.0;                                                   // Σ (x − mean)², within the batch
            for (var i = column; i < rows.Length; i += Size) squares += Square(double.CreateTruncating(rows[i]) - mean);

            var delta = mean - _mean[column];
            _mean[column] += delta * n / total;
            _variance[column] = ((_variance[column] * _count) + squares + (delta * delta * _count * n / total)) / total;
        }

        _count = total;
    }

    /// <summary><c>√(variance + 10⁻⁸)</c>, what a column is divided by.</summary>
    /// <param name="column">Which column.</param>
    public double Deviation(int column) => Math.Sqrt(_variance[column] + 1e-8);

    /// <summary><c>z = (x − mean) / √(variance + 1e-8)</c>, column by column, cut to ±clip:
    /// Gymnasium's normalisation.</summary>
    /// <param name="rows">x, [n, size].</param>
    /// <param name="standardized">Receives z, [n, size]; may be <paramref name="rows"/>.</param>
    /// <param name="clip">The greatest |z|; ∞ for no limit.</param>
    public void Standardize(ReadOnlySpan<float> rows, Span<float> standardized, double clip = double.PositiveInfinity)
    {
        for (var column = 0; column < Size; column++)
        {
            var (mean, deviation) = (_mean[column], Deviation(column));
            for (var i = column; i < rows.Length; i += Size)
                standardized[i] = (float)Math.Clamp((rows[i] - mean) / deviation, -clip, clip);
        }
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<double>("mean", _mean);
        writer.Write<double>("variance", _variance);
        writer.Write<double>("count", [_count]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<double>("mean", _mean);
        reader.Read<double>("variance", _variance);
        reader.Read("count", new Span<double>(ref _count));
    }

    private static double Square(double x) => x * x;
}

namespace Pathwise.Bandits;

/// <summary>Mean and squared deviations of numbers that come one by one.</summary>
/// <remarks>Source: B. P. Welford, <i>Note on a Method for Calculating Corrected Sums of Squares and Products</i>,
/// Technometrics 4(3), 1962.</remarks>
internal struct MeanAccumulator
{
    private long _count;
    private double _mean, _squares;

    public void Add(double x)
    {
        _count++;
        var delta = x - _mean;
        _mean += delta / _count;
        _squares += delta * (x - _mean);
    }

    public readonly TestbedMean ToMean() => new(_mean, Math.Sqrt(_squares / ((double)_count * (_count - 1))));
}

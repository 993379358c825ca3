namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>A mean over examples.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error.</param>
internal readonly record struct Measured(double Mean, double StandardError)
{
    /// <summary>The mean of numbers.</summary>
    public static Measured Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new(mean, Math.Sqrt(squares / (values.Count - 1) / values.Count));
    }
}

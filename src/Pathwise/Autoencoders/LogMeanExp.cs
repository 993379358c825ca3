namespace Pathwise.Autoencoders;

/// <summary><c>ln (1/k) Σ exp(x_i)</c>, of numbers that come one after the other.</summary>
/// <remarks>Only differences to the greatest number so far are exponentiated, so logarithms of any size may come. With
/// no number it is NaN.</remarks>
public struct LogMeanExp
{
    private double _greatest;
    private double _sum;                        // Σ exp(x_i − greatest)

    /// <summary>k, how many numbers have come.</summary>
    public long Count { get; private set; }

    /// <summary>The value, of the numbers so far.</summary>
    public readonly double Value => Count == 0 ? double.NaN : _greatest + Math.Log(_sum / Count);

    /// <summary>Takes one more number.</summary>
    /// <param name="x">A logarithm; −∞ for a weight of 0.</param>
    public void Add(double x)
    {
        if (Count++ == 0 || double.IsNegativeInfinity(_greatest))
        {
            (_greatest, _sum) = (x, double.IsNegativeInfinity(x) ? 0 : 1);
        }
        else if (x <= _greatest)
        {
            _sum += Math.Exp(x - _greatest);
        }
        else
        {
            (_greatest, _sum) = (x, (_sum * Math.Exp(_greatest - x)) + 1);
        }
    }

    /// <summary>Replaces logarithms by the shares of what they are logarithms of.</summary>
    /// <param name="logarithms">x; becomes <c>exp(x_i) / Σ exp(x)</c>.</param>
    /// <returns>ln (1/k) Σ exp(x_i).</returns>
    public static double Normalise(Span<double> logarithms)
    {
        var greatest = double.NegativeInfinity;
        foreach (var x in logarithms) greatest = Math.Max(greatest, x);
        var sum = 0.0;
        foreach (ref var x in logarithms) sum += x = Math.Exp(x - greatest);
        foreach (ref var x in logarithms) x /= sum;
        return greatest + Math.Log(sum / logarithms.Length);
    }
}

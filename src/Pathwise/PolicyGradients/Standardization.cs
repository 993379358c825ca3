namespace Pathwise.PolicyGradients;

/// <summary>Shifts and scales numbers to mean 0 and variance 1.</summary>
public static class Standardization
{
    /// <summary><c>x_i ← (x_i − mean) / (σ + 1e-8)</c>, σ² the variance over n; one number, or equal ones, become
    /// 0.</summary>
    public static void Apply(Span<double> x)
    {
        if (x.IsEmpty) return;
        var mean = 0.0;
        foreach (var value in x) mean += value;
        mean /= x.Length;

        var variance = 0.0;
        foreach (var value in x) variance += (value - mean) * (value - mean);
        variance /= x.Length;

        var scale = 1 / (Math.Sqrt(variance) + 1e-8);
        for (var i = 0; i < x.Length; i++) x[i] = (x[i] - mean) * scale;
    }
}

namespace Pathwise.PolicyGradients;

/// <summary>How much of the returns' variance a baseline takes away: <c>1 − Var(G − v̂) / Var(G)</c>; 1 is all, 0
/// none.</summary>
public static class ExplainedVariance
{
    /// <summary>The explained fraction, or NaN where the returns do not vary.</summary>
    /// <param name="returns">G, [rows].</param>
    /// <param name="errors">G − v̂, [rows].</param>
    public static double Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> errors)
    {
        var variance = Variance(returns);
        return variance > 0 ? 1 - (Variance(errors) / variance) : double.NaN;
    }

    private static double Variance(ReadOnlySpan<double> x)
    {
        var mean = 0.0;
        foreach (var value in x) mean += value / x.Length;
        var variance = 0.0;
        foreach (var value in x) variance += (value - mean) * (value - mean) / x.Length;
        return variance;
    }
}

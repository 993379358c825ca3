namespace Pathwise.Bandits;

/// <summary>A quantity over time: its mean over runs at each step.</summary>
public sealed class TestbedCurve
{
    private readonly double[] _means, _standardErrors;

    internal TestbedCurve(double[] means, double[] standardErrors) =>
        (_means, _standardErrors) = (means, standardErrors);

    /// <summary>The mean at step t, at index t − 1; [steps].</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>The means' standard errors, [steps]; NaN for a single run.</summary>
    public ReadOnlySpan<double> StandardErrors => _standardErrors;

    /// <summary>Mean and standard error at step t.</summary>
    /// <param name="t">From 1 on, as in the book.</param>
    public TestbedMean At(int t) => new(_means[t - 1], _standardErrors[t - 1]);
}

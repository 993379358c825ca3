namespace Pathwise.Bandits;

/// <summary>A mean over independent runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error, <c>√(Σ (x − mean)² / (n (n − 1)))</c>; NaN for a single run.</param>
public readonly record struct TestbedMean(double Mean, double StandardError);

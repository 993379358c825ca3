namespace Pathwise.Autoencoders.Evaluation;

/// <summary>How much of a noise a model takes away: squared errors of a pixel, averaged.</summary>
/// <param name="Examples">How many examples.</param>
/// <param name="Before">Of corrupted examples.</param>
/// <param name="BeforeError">Its standard error, over the examples.</param>
/// <param name="After">Of what the model makes of them.</param>
/// <param name="AfterError">Its standard error, over the examples.</param>
public sealed record DenoisingReport(
    int Examples, double Before, double BeforeError, double After, double AfterError)
{
    /// <summary>10 log₁₀(1/error) of corrupted examples, whose numbers are in [0, 1]: the peak signal-to-noise ratio,
    /// in dB.</summary>
    public double BeforeDecibels => Decibels(Before);

    /// <summary>The same of what the model makes of them.</summary>
    public double AfterDecibels => Decibels(After);

    private static double Decibels(double error) => -10 * Math.Log10(error);
}

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>One pixel's mean from what a decoder says, in double.</summary>
internal static class PixelMean
{
    /// <returns>m, and ∂m/∂output.</returns>
    public static (double Mean, double Slope) Of(MeanLink link, double output)
    {
        if (link == MeanLink.Identity) return (output, 1);
        var e = Math.Exp(-Math.Abs(output));
        return ((output >= 0 ? 1 : e) / (1 + e), e / ((1 + e) * (1 + e)));
    }
}

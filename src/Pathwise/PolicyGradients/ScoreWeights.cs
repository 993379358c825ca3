namespace Pathwise.PolicyGradients;

/// <summary>What each step's score ∇ln π is multiplied by in a batch's gradient: <c>w_t = γᵗ · x_t / n</c>.</summary>
/// <remarks>
/// x is the return, or the return less a baseline; n the number of episodes, so that the weighted scores add up to an
/// unbiased estimate of ∇J (up to the γᵗ that the lecture leaves out). Source: Sutton &amp; Barto (2018), eqs.
/// (13.8), (13.11).
/// </remarks>
public static class ScoreWeights
{
    /// <summary>Turns returns or advantages into weights.</summary>
    /// <param name="x">Returns or advantages, [rows].</param>
    /// <param name="time">t of each row, [rows].</param>
    /// <param name="episodes">n.</param>
    /// <param name="options">Whether to normalise x, and whether γᵗ counts.</param>
    /// <param name="weights">Receives w, [rows]; may be <paramref name="x"/>.</param>
    public static void Compute(
        ReadOnlySpan<double> x, ReadOnlySpan<int> time, int episodes, PolicyGradientOptions options,
        Span<double> weights)
    {
        ArgumentNullException.ThrowIfNull(options);
        x.CopyTo(weights);
        if (options.Normalize) Standardization.Apply(weights);

        for (var row = 0; row < weights.Length; row++)
        {
            if (options.DiscountGradient) weights[row] *= Math.Pow(options.Gamma, time[row]);              // γᵗ
            weights[row] /= episodes;
        }
    }
}

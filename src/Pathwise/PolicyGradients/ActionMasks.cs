namespace Pathwise.PolicyGradients;

/// <summary>Takes away choices that an environment says are none: their logits become −∞, so that they are never drawn
/// and receive no gradient.</summary>
/// <remarks>Source: Huang &amp; Ontañón (2022), <i>A closer look at invalid action masking in policy gradient
/// algorithms</i>. See <see cref="Distributions.Categorical"/>.</remarks>
internal static class ActionMasks
{
    /// <summary>Masks a batch of logits in place.</summary>
    /// <param name="logits">[rows, choices].</param>
    /// <param name="masks">True for each choice that there is, [rows, choices]; empty for all.</param>
    public static void Apply(Span<float> logits, ReadOnlySpan<bool> masks)
    {
        for (var i = 0; i < masks.Length; i++)
            if (!masks[i]) logits[i] = float.NegativeInfinity;
    }
}

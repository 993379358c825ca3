namespace Pathwise.Autoencoders.Evaluation;

/// <summary>Which latents say anything about an example.</summary>
public static class ActiveUnits
{
    /// <summary>The variance above which a latent counts as active.</summary>
    public const double Threshold = 0.01;

    /// <summary>The variance over examples of each latent's posterior mean, <c>Cov_x(E_q[z|x])</c>.</summary>
    /// <remarks>Source: Burda et al. (2016), arXiv:1509.00519, §5.2: active above 0.01.</remarks>
    /// <param name="means">μ of each example, [examples, latents].</param>
    /// <param name="latents">Latents.</param>
    public static double[] Variances(ReadOnlySpan<float> means, int latents)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latents, 1);
        var (rows, mean, squares) = (means.Length / latents, new double[latents], new double[latents]);
        for (var i = 0; i < rows * latents; i++) mean[i % latents] += means[i] / (double)rows;
        for (var i = 0; i < rows * latents; i++)
        {
            var deviation = means[i] - mean[i % latents];
            squares[i % latents] += deviation * deviation / rows;
        }

        return squares;
    }

    /// <summary>How many latents are active.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">Some examples, [rows, size]: 500 are many.</param>
    public static int Count(IAutoencoder model, ReadOnlySpan<float> examples)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Variances(model.Codes(examples), model.Latents).Count(variance => variance > Threshold);
    }
}

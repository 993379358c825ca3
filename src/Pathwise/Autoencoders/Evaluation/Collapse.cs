using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>Posterior collapse: a model that says of every example only what all examples have in common.</summary>
public static class Collapse
{
    /// <summary>The share of the reference within which a reconstruction counts as collapsed: 1 %.</summary>
    public const double Tolerance = 0.01;

    /// <summary>−ln p of examples under independent coins of the training examples' means, averaged: what a Bernoulli
    /// decoder reconstructs with if its codes say nothing.</summary>
    /// <param name="training">Where the means come from.</param>
    /// <param name="examples">What is reconstructed.</param>
    /// <param name="seeds">For examples that are drawn anew at each reading.</param>
    /// <remarks>Means are kept within [10⁻⁶, 1 − 10⁻⁶], for pixels that are never on.</remarks>
    public static double BernoulliReference(IExamples training, IExamples examples, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(seeds);
        var (means, tested) = (Means(training, seeds.Child(0)), Means(examples, seeds.Child(1)));
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
        {
            var p = Math.Clamp(means[i], 1e-6, 1 - 1e-6);
            sum -= (tested[i] * Math.Log(p)) + ((1 - tested[i]) * Math.Log(1 - p));     // linear in x: the mean says all
        }

        return sum;
    }

    /// <summary>Whether a reconstruction is no better than the reference, to 1 %.</summary>
    /// <param name="reconstruction">The model's mean −ln p(x|z).</param>
    /// <param name="reference"><see cref="BernoulliReference"/>.</param>
    public static bool IsCollapsed(double reconstruction, double reference) =>
        reconstruction >= reference * (1 - Tolerance);

    private static double[] Means(IExamples examples, SeedSequence seeds)
    {
        var rng = new Rng(seeds);
        var (means, row) = (new double[examples.Size], new float[examples.Size]);
        for (var i = 0; i < examples.Count; i++)
        {
            examples.Read(i, row, ref rng);
            for (var j = 0; j < row.Length; j++) means[j] += row[j];
        }

        for (var j = 0; j < means.Length; j++) means[j] /= examples.Count;
        return means;
    }
}

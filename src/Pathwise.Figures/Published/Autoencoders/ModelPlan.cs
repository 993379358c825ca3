using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>A model that a figure trains.</summary>
/// <param name="Name">What it is called: <c>"N_z = 20"</c>.</param>
/// <param name="Options">Its settings.</param>
/// <param name="Examples">What it learns from.</param>
/// <param name="Seeds">Where all randomness comes from, split as a run's.</param>
internal sealed record ModelPlan(
    string Name, VariationalAutoencoderOptions Options, Dataset Examples, SeedSequence Seeds)
{
    /// <summary>Examples that it learns from, each time counted.</summary>
    public long Seen => (long)Options.Epochs * Examples.Count;

    /// <summary>How much work the learning is, in products of a weight and a number, about.</summary>
    public double Work => 3.0 * Seen * ProductsOf(Options.Samples);

    /// <summary>How much work it is to draw some samples of an example and to weigh them.</summary>
    public double ProductsOf(int samples) =>
        Products([Examples.Size, .. Options.EncoderHidden, 2 * Options.Latents])
        + (samples * Products([Options.Latents, .. Options.DecoderHidden, Examples.Size]));

    private static double Products(int[] sizes) => sizes.Zip(sizes.Skip(1), (a, b) => (double)a * b).Sum();
}

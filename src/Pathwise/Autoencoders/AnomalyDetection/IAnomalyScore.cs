using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>A number for each example: the higher, the less it is like what was learned from.</summary>
/// <remarks>Example i draws from child i of the seeds alone, so that a score is a function of example and seeds, for
/// any number of threads. Immutable, so safe on many threads.</remarks>
public interface IAnomalyScore
{
    /// <summary>Scores examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="seeds">Where the examples' streams come from.</param>
    /// <param name="workers">Threads to share the examples; null for one.</param>
    /// <returns>[examples].</returns>
    double[] Of(IExamples examples, SeedSequence seeds, Workers? workers = null);

    /// <summary>Which numbers of an example its score comes from.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="seeds">Those that were given to <see cref="Of"/>.</param>
    Attribution Attribute(IExamples examples, int index, SeedSequence seeds);
}

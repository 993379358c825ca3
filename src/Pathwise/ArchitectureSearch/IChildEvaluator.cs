using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch;

/// <summary>Finds out what a network is worth: trains it, asks a cluster to, or looks it up.</summary>
/// <remarks>Safe for concurrent use: a search calls it from as many threads as it has workers. What it answers depends
/// on the network and the seeds alone, <see cref="ChildResult.Seconds"/> aside.</remarks>
public interface IChildEvaluator
{
    /// <summary>Evaluates one network.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="seeds">Where everything random about its training comes from; a function of the search's seed and
    /// the child's index.</param>
    /// <param name="cancellation">Ends it early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Its result; a child that diverges or fails, as when its worker dies, is a result too.</returns>
    /// <exception cref="BadInputException">No child can be evaluated at all, as where a data set is missing; this ends
    /// the search.</exception>
    ChildResult Evaluate(Genotype genotype, SeedSequence seeds, CancellationToken cancellation);

    /// <summary>The trainable numbers of a network, known without training it.</summary>
    long ParametersOf(Genotype genotype);
}

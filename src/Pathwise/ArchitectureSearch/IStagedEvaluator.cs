using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch;

/// <summary>An evaluator that can also find out a little for little: successive halving asks it for more about those
/// that look best.</summary>
/// <remarks>Source: K. Jamieson, A. Talwalkar (2016), <i>Non-stochastic Best Arm Identification and Hyperparameter
/// Optimization</i>. A search evaluates all networks of a batch on the lowest rung, the best 1/η of them on the next,
/// and so on; a network's result is that of its last rung. What rung r answers depends on network, seeds and r
/// alone.</remarks>
public interface IStagedEvaluator : IChildEvaluator
{
    /// <summary>How many rungs there are, ≥ 1; with 1 nobody is stopped early.</summary>
    int Rungs { get; }

    /// <summary>η, ≥ 2: one in η goes on to the next rung.</summary>
    int Reduction { get; }

    /// <summary>Evaluates one network on a rung; on the last one, as <see cref="IChildEvaluator.Evaluate"/>.</summary>
    /// <inheritdoc cref="IChildEvaluator.Evaluate"/>
    /// <param name="genotype">The network.</param>
    /// <param name="seeds">Where everything random about its training comes from.</param>
    /// <param name="rung">From 0, the cheapest.</param>
    /// <param name="cancellation">Ends it early with an <see cref="OperationCanceledException"/>.</param>
    ChildResult Evaluate(Genotype genotype, SeedSequence seeds, int rung, CancellationToken cancellation);
}

using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch;

/// <summary>What designs networks: it proposes a batch, is told how good each was, and proposes the next.</summary>
/// <remarks>
/// <para>Batches are synchronous: all of a batch is proposed before any of it is observed, so that a search is the same
/// for any number of workers. Its state, with the stream that it draws from, decides all that follows: a search is
/// saved between <see cref="Observe"/> and the next <see cref="Propose"/>.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
public interface ISearchStrategy : ISaved
{
    /// <summary>What has become infinite or no number, if anything has: a search ends there; null otherwise.</summary>
    string? Diverged => null;

    /// <summary>Networks of a batch, ≥ 1. The last batch of a search may be smaller.</summary>
    int BatchSize { get; }

    /// <summary>Proposes networks to train.</summary>
    /// <param name="batch">Receives them, [1 … <see cref="BatchSize"/>].</param>
    /// <param name="rng">The stream to draw from.</param>
    void Propose(Span<Genotype> batch, ref Rng rng);

    /// <summary>Learns what the networks that were proposed last are worth.</summary>
    /// <param name="batch">What <see cref="Propose"/> gave.</param>
    /// <param name="rewards">A finite number for each, [batch].</param>
    void Observe(ReadOnlySpan<Genotype> batch, ReadOnlySpan<double> rewards);

    /// <summary>Tells numbers about the last batch, such as a policy's entropy; names are paths as in
    /// <c>controller/entropy</c>.</summary>
    void Report(IMetrics metrics) { }
}

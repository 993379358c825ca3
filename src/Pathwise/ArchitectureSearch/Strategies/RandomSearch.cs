using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Random search: each choice is drawn alike from its options, independently of all that was
/// learned.</summary>
/// <remarks>Source: L. Li, A. Talwalkar, <i>Random Search and Reproducibility for Neural Architecture Search</i>, UAI
/// 2019.</remarks>
/// <param name="space">Where it searches.</param>
/// <param name="options">Its options; null for the defaults.</param>
public sealed class RandomSearch(ISearchSpace space, RandomSearchOptions? options = null) : ISearchStrategy
{
    private readonly RandomSearchOptions _options = RandomSearchOptions.Settings.Validated(options ?? new());

    /// <inheritdoc/>
    public int BatchSize => _options.BatchSize;

    /// <inheritdoc/>
    public void Propose(Span<Genotype> batch, ref Rng rng)
    {
        foreach (ref var child in batch) child = space.Sample(ref rng);
    }

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<Genotype> batch, ReadOnlySpan<double> rewards)
    {
        // Nothing is learned.
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        // Nothing is remembered.
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        // Nothing is remembered.
    }
}

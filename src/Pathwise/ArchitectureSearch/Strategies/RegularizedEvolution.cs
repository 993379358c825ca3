using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>Regularised evolution: the best of a few has a child with one choice changed, and the oldest
/// dies.</summary>
/// <remarks>
/// <para>Source: E. Real, A. Aggarwal, Y. Huang, Q. Le, <i>Regularized Evolution for Image Classifier Architecture
/// Search</i>, AAAI 2019, Algorithm 1. Symbols: P = <see cref="RegularizedEvolutionOptions.Population"/>, S =
/// <see cref="RegularizedEvolutionOptions.Sample"/>.</para>
/// <para>Where we differ: a batch of several has its parents drawn from the population before it; and where a space
/// has decisions of one option, they are never the one that is changed.</para>
/// </remarks>
public sealed class RegularizedEvolution : ISearchStrategy
{
    private readonly ISearchSpace _space;
    private readonly RegularizedEvolutionOptions _options;
    private readonly Queue<(Genotype Genotype, double Reward)> _population = new();
    private readonly int[] _open;

    /// <inheritdoc cref="RegularizedEvolution"/>
    /// <param name="space">Where it searches.</param>
    /// <param name="options">Its options; null for the defaults.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public RegularizedEvolution(ISearchSpace space, RegularizedEvolutionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        (_space, _options) = (space, RegularizedEvolutionOptions.Settings.Validated(options ?? new()));
        _open = Mutation.OpenDecisions(space);
    }

    /// <inheritdoc/>
    public int BatchSize => _options.BatchSize;

    /// <inheritdoc/>
    public void Propose(Span<Genotype> batch, ref Rng rng)
    {
        for (var i = 0; i < batch.Length; i++)
            batch[i] = _population.Count + i < _options.Population
                ? _space.Sample(ref rng)                                        // while |population| < P: random
                : Mutation.Of(Parent(ref rng), _open, ref rng);                 // child ← MUTATE(parent)
    }

    /// <inheritdoc/>
    public void Observe(ReadOnlySpan<Genotype> batch, ReadOnlySpan<double> rewards)
    {
        for (var i = 0; i < batch.Length; i++)
        {
            _population.Enqueue((batch[i], rewards[i]));                        // add child to right of population
            if (_population.Count > _options.Population) _population.Dequeue(); // remove dead from left of population
        }
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<int>("choices", [.. _population.SelectMany(one => one.Genotype.Choices)]);
        writer.Write<double>("rewards", [.. _population.Select(one => one.Reward)]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rewards = reader.ReadAll<double>("rewards");
        var choices = new int[rewards.Length * _space.Decisions.Count];
        reader.Read<int>("choices", choices);
        _population.Clear();
        for (var i = 0; i < rewards.Length; i++)
            _population.Enqueue((new(_space, choices.AsSpan(i * _space.Decisions.Count, _space.Decisions.Count)),
                rewards[i]));
    }

    /// <summary>The best of S that are drawn; of equal ones the one that was drawn first.</summary>
    private Genotype Parent(ref Rng rng)
    {
        if (_population.Count == 0) return _space.Sample(ref rng);              // a first batch larger than P
        var living = _population.ToArray();
        var parent = living[rng.NextInt32(living.Length)];
        for (var drawn = 1; drawn < _options.Sample; drawn++)
        {
            var candidate = living[rng.NextInt32(living.Length)];
            if (candidate.Reward > parent.Reward) parent = candidate;
        }

        return parent.Genotype;
    }
}

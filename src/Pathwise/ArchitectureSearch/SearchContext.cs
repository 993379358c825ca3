using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch;

/// <summary>What a strategy is made for.</summary>
/// <param name="Space">Where it searches.</param>
/// <param name="Seeds">Where its initial parameters come from.</param>
/// <param name="ParametersOf">The trainable numbers of a network, known without training it.</param>
public sealed record SearchContext(ISearchSpace Space, SeedSequence Seeds, Func<Genotype, long> ParametersOf);

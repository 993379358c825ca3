using System.Numerics;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch;

/// <summary>What every search space can do.</summary>
public static class SearchSpaceExtensions
{
    /// <summary>How many sequences of choices there are: the product of the options of all decisions. Different
    /// sequences can be the same network; <see cref="ISearchSpace.Canonical"/> tells.</summary>
    /// <param name="space">The space.</param>
    public static BigInteger Count(this ISearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Decisions.Aggregate(BigInteger.One, (product, decision) => product * decision.Count);
    }

    /// <summary>Draws an architecture; each decision uniform over its options, in their order.</summary>
    /// <param name="space">The space.</param>
    /// <param name="choices">Receives the choices, [Decisions.Count].</param>
    /// <param name="rng">The stream to draw from: one number below the options' count for each decision.</param>
    public static void Sample(this ISearchSpace space, Span<int> choices, ref Rng rng)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNotEqual(choices.Length, space.Decisions.Count);
        for (var i = 0; i < choices.Length; i++) choices[i] = rng.NextInt32(space.Decisions[i].Count);
    }

    /// <inheritdoc cref="Sample(ISearchSpace, Span{int}, ref Rng)"/>
    public static Genotype Sample(this ISearchSpace space, ref Rng rng)
    {
        ArgumentNullException.ThrowIfNull(space);
        var choices = new int[space.Decisions.Count];
        space.Sample(choices, ref rng);
        return new(space, choices);
    }

    /// <summary>The network of an architecture.</summary>
    /// <param name="genotype">The architecture.</param>
    /// <param name="options">Images, classes and size; null for the space's own.</param>
    /// <exception cref="BadInputException">Its space only knows choices, no networks; or an option is out of range; or
    /// images are too small.</exception>
    public static Blueprint ToBlueprint(this Genotype genotype, BlueprintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return genotype.Space is INetworkSpace space
            ? space.ToBlueprint(genotype.Choices.AsSpan(), BlueprintOptions.Settings.Validated(options ?? new()))
            : throw new BadInputException($"The space '{genotype.Space.Name}' names choices but says nothing of "
                + $"networks; a space that implements {nameof(INetworkSpace)} does.");
    }
}

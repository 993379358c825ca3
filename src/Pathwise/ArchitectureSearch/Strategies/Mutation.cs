using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Strategies;

/// <summary>A network with one choice changed to another option.</summary>
internal static class Mutation
{
    /// <summary>The decisions that have more than one option.</summary>
    /// <exception cref="BadInputException">None has.</exception>
    public static int[] OpenDecisions(ISearchSpace space)
    {
        int[] open = [.. Enumerable.Range(0, space.Decisions.Count).Where(i => space.Decisions[i].Count > 1)];
        return open.Length > 0 ? open : throw new BadInputException(
            $"The search space '{space.Name}' holds one network only, so there is nothing to search; give a choice a "
            + "second option.");
    }

    /// <summary>Changes one of the open decisions, each alike, to one of its other options, each alike.</summary>
    public static Genotype Of(Genotype parent, int[] open, ref Rng rng)
    {
        var decision = open[rng.NextInt32(open.Length)];
        var option = rng.NextInt32(parent.Space.Decisions[decision].Count - 1);
        return parent.With(decision, option < parent.Choices[decision] ? option : option + 1);
    }
}

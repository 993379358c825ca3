namespace Pathwise.ArchitectureSearch;

/// <summary>One choice that a search space leaves open: a name, and what can be chosen.</summary>
/// <param name="Name">What is decided: <c>"normal block 1 operation A"</c>; unique in its space.</param>
/// <param name="Options">What can be chosen, at least one, all different; an architecture has the index of one.</param>
public sealed record Decision(string Name, IReadOnlyList<string> Options)
{
    /// <summary>How many options there are.</summary>
    public int Count => Options.Count;

    /// <summary>The index of an option.</summary>
    /// <param name="option">What is chosen.</param>
    /// <exception cref="BadInputException">It is no option of this decision.</exception>
    public int IndexOf(string option)
    {
        for (var i = 0; i < Options.Count; i++)
            if (Options[i] == option)
                return i;
        throw new BadInputException(
            $"'{option}' cannot be chosen for '{Name}'; there are: {string.Join(", ", Options)}.");
    }
}

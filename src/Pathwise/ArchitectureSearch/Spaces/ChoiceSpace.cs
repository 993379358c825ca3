using System.Collections.Immutable;

namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>A search space of one's own: a sequence of named choices, each independent of the others.</summary>
/// <remarks>No two sequences of choices are taken for the same network.</remarks>
public sealed class ChoiceSpace : ISearchSpace
{
    private readonly ImmutableArray<Decision> _decisions;

    /// <inheritdoc cref="ChoiceSpace"/>
    /// <param name="name">Its name, without a colon.</param>
    /// <param name="decisions">What is decided, in order.</param>
    /// <exception cref="BadInputException">There is no decision, one has no option, or names are empty, double, or hold
    /// a comma, which separates them in a genotype's text.</exception>
    public ChoiceSpace(string name, params IEnumerable<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        (Name, _decisions) = (name, [.. decisions]);
        if (string.IsNullOrWhiteSpace(name) || name.Contains(':', StringComparison.Ordinal))
            throw new BadInputException($"A search space needs a name without a colon, not '{name}'.");
        if (_decisions.IsEmpty)
            throw new BadInputException($"The search space '{name}' has no choices; it must have at least one.");
        MustDiffer(_decisions.Select(decision => decision.Name), $"The search space '{name}'");
        foreach (var decision in _decisions)
        {
            if (decision.Count == 0)
                throw new BadInputException(
                    $"The choice '{decision.Name}' of '{name}' has no options; it must have at least one.");
            MustDiffer(decision.Options, $"The choice '{decision.Name}' of '{name}'");
            foreach (var option in decision.Options)
                if (option.Contains(',', StringComparison.Ordinal) || option != option.Trim())
                    throw new BadInputException($"The option '{option}' of '{decision.Name}' has a comma, or a space "
                        + "at an end; a genotype could not be told as a text.");
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <inheritdoc/>
    public string Canonical(ReadOnlySpan<int> choices) => OptionList.Write(this, choices);

    private static void MustDiffer(IEnumerable<string> names, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            if (string.IsNullOrWhiteSpace(name)) throw new BadInputException($"{place} has a name that is empty.");
            else if (!seen.Add(name)) throw new BadInputException($"{place} has '{name}' twice; names must differ.");
    }
}

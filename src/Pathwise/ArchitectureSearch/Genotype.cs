using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathwise.ArchitectureSearch;

/// <summary>An architecture: a search space, and the option chosen for each of its decisions.</summary>
/// <remarks>Immutable. Equal if the choices are, in spaces of one name; <see cref="Canonical"/> is equal for different
/// choices that make the same network, too.</remarks>
public sealed class Genotype : IEquatable<Genotype>
{
    /// <inheritdoc cref="Genotype"/>
    /// <param name="space">The space.</param>
    /// <param name="choices">The index of an option for each decision, [Decisions.Count].</param>
    /// <exception cref="BadInputException">There are too few or too many, or one is no index of an option.</exception>
    public Genotype(ISearchSpace space, params ReadOnlySpan<int> choices)
    {
        ArgumentNullException.ThrowIfNull(space);
        var decisions = space.Decisions;
        if (choices.Length != decisions.Count)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"An architecture of '{space.Name}' has {decisions.Count} choices, not {choices.Length}."));
        for (var i = 0; i < choices.Length; i++)
            if ((uint)choices[i] >= (uint)decisions[i].Count)
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                    $"Option {choices[i]} of '{decisions[i].Name}' does not exist; they are numbered from 0 to "
                    + $"{decisions[i].Count - 1}."));
        (Space, Choices) = (space, [.. choices]);
    }

    /// <summary>The space.</summary>
    public ISearchSpace Space { get; }

    /// <summary>The index of the chosen option for each decision, [Decisions.Count].</summary>
    public ImmutableArray<int> Choices { get; }

    /// <summary>The name of the option that was chosen.</summary>
    /// <param name="decision">The number of the decision, from 0.</param>
    public string this[int decision] => Space.Decisions[decision].Options[Choices[decision]];

    /// <summary>A text that is the same for equivalent architectures: <see cref="ISearchSpace.Canonical"/>.</summary>
    public string Canonical() => Space.Canonical(Choices.AsSpan());

    /// <summary>This architecture with another option for one decision.</summary>
    /// <param name="decision">The number of the decision, from 0.</param>
    /// <param name="option">The index of the option.</param>
    public Genotype With(int decision, int option) => new(Space, Choices.SetItem(decision, option).AsSpan());

    /// <summary>The space's name, a colon, and the choices as the space writes them.</summary>
    public override string ToString() => $"{Space.Name}:{Space.Write(Choices.AsSpan())}";

    /// <summary>Reads a text.</summary>
    /// <param name="space">The space.</param>
    /// <param name="text">As <see cref="ToString"/> writes it; the space's name and the colon may be left out.</param>
    /// <exception cref="BadInputException">It is no architecture of the space; the sentence says where.</exception>
    public static Genotype Parse(ISearchSpace space, string text)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(text);
        var prefix = space.Name + ":";
        return new(space, space.Read(text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text));
    }

    /// <summary>As JSON: the space's name, the text, and each decision with its option, for people to read.</summary>
    public JsonObject ToJson()
    {
        var choices = new JsonObject();
        for (var i = 0; i < Choices.Length; i++) choices[Space.Decisions[i].Name] = this[i];
        return new()
        {
            ["space"] = Space.Name, ["genotype"] = Space.Write(Choices.AsSpan()), ["choices"] = choices,
        };
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">An object with <c>space</c> and either <c>genotype</c> or <c>choices</c>.</param>
    /// <param name="find">Finds a space by its name: <see cref="SearchSpaces.Find"/>.</param>
    /// <exception cref="BadInputException">It is no architecture; the sentence says where.</exception>
    public static Genotype FromJson(JsonElement json, Func<string, ISearchSpace> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        if (json.ValueKind != JsonValueKind.Object)
            throw new BadInputException("A genotype must be a JSON object with 'space' and 'genotype'.");
        var space = find(Text(json, "space") ?? throw new BadInputException("The genotype has no 'space'."));
        if (Text(json, "genotype") is { } text) return Parse(space, text);
        if (!json.TryGetProperty("choices", out var told) || told.ValueKind != JsonValueKind.Object)
            throw new BadInputException("The genotype has neither 'genotype', a text, nor 'choices', an object.");

        foreach (var choice in told.EnumerateObject())
            if (space.Decisions.All(decision => decision.Name != choice.Name))
                throw new BadInputException($"The space '{space.Name}' decides no '{choice.Name}'.");
        var choices = space.Decisions.Select(decision => decision.IndexOf(Text(told, decision.Name)
            ?? throw new BadInputException($"The genotype has no choice for '{decision.Name}'.")));
        return new(space, [.. choices]);
    }

    /// <inheritdoc/>
    public bool Equals(Genotype? other) => other is not null
        && Space.Name == other.Space.Name && Choices.AsSpan().SequenceEqual(other.Choices.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Genotype);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Space.Name, StringComparer.Ordinal);
        foreach (var choice in Choices) hash.Add(choice);
        return hash.ToHashCode();
    }

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var member)) return null;
        return member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : throw new BadInputException($"The genotype's '{name}' is {member.GetRawText()}; it must be a text.");
    }
}

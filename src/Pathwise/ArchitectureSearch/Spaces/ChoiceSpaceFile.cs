using System.Globalization;
using System.Text.Json;

namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>Reads a search space of one's own from JSON.</summary>
/// <remarks>
/// <code>
/// {
///   "name": "small-networks",
///   "choices": {
///     "layers": [1, 2, 3],
///     "width": [16, 32, 64],
///     "activation": ["relu", "tanh"]
///   }
/// }
/// </code>
/// <para>Options are texts, numbers, or true and false. Without <c>name</c> the space has the file's.</para>
/// </remarks>
public static class ChoiceSpaceFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="BadInputException">It cannot be read, or what it says is no space; the sentence says
    /// where.</exception>
    public static ChoiceSpace Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream, new() { AllowTrailingCommas = true });
            return Read(document.RootElement, Path.GetFileNameWithoutExtension(path));
        }
        catch (BadInputException cause)
        {
            throw new BadInputException($"In '{path}': {cause.Message}", cause);
        }
        catch (JsonException cause)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"The file '{path}' is no JSON from line {cause.LineNumber + 1}, byte {cause.BytePositionInLine + 1} "
                + $"on; see the example in docs/search-spaces.md."), cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The file '{path}' cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Reads what was parsed.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The space's name if the object has none.</param>
    /// <exception cref="BadInputException">It is no space.</exception>
    public static ChoiceSpace Read(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new BadInputException("A search space must be an object with 'name' and 'choices'.");
        foreach (var member in json.EnumerateObject())
            if (member.Name is not ("name" or "choices"))
                throw new BadInputException($"The search space has a member '{member.Name}', which nobody reads; there "
                    + "are: name, choices.");
        if (json.TryGetProperty("name", out var told))
            name = told.ValueKind == JsonValueKind.String
                ? told.GetString()!
                : throw new BadInputException($"'name' is {told.GetRawText()}; it must be a text.");
        if (!json.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Object)
            throw new BadInputException("The search space has no 'choices', an object of names with their options.");
        return new(name, choices.EnumerateObject().Select(choice => new Decision(choice.Name, Options(choice))));
    }

    private static string[] Options(JsonProperty choice) => choice.Value.ValueKind == JsonValueKind.Array
        ? [.. choice.Value.EnumerateArray().Select(option => Option(option, choice.Name))]
        : throw new BadInputException(
            $"The options of '{choice.Name}' are {choice.Value.GetRawText()}; they must be a list.");

    private static string Option(JsonElement option, string name) => option.ValueKind switch
    {
        JsonValueKind.String => option.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => option.GetRawText(),
        _ => throw new BadInputException(
            $"'{name}' has the option {option.GetRawText()}; it must be a text, a number, true or false."),
    };
}

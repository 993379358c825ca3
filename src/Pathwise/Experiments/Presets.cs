using System.Text.Json;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments;

/// <summary>Tuned settings, as data.</summary>
/// <remarks>
/// A JSON array of objects with <c>algorithm</c>, <c>environment</c>, <c>name</c> (left out: default), <c>steps</c>,
/// <c>settings</c>, <c>expectedReturn</c> and <c>targetReturn</c> (may be left out), and <c>source</c>. Immutable.
/// </remarks>
public sealed class Presets
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Preset[] _presets;

    private Presets(Preset[] presets) => _presets = presets;

    /// <summary>Those that ship with the library.</summary>
    public static Presets Standard { get; } = Shipped();

    /// <summary>All of them.</summary>
    public IReadOnlyList<Preset> All => _presets;

    /// <summary>Reads presets.</summary>
    /// <param name="json">The array.</param>
    /// <param name="source">What the text is called in error messages.</param>
    /// <exception cref="BadInputException">It is no such array.</exception>
    public static Presets Parse(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return new([.. document.RootElement.EnumerateArray().Select(Read)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"The presets in {source} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Reads a file of presets.</summary>
    /// <param name="path">Where it lies.</param>
    /// <exception cref="BadInputException">It cannot be read, or is no such array.</exception>
    public static Presets Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), $"'{path}'");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The presets in '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>The preset of a name, for an algorithm in an environment.</summary>
    /// <exception cref="BadInputException">There is none of that name; the sentence suggests one.</exception>
    public Preset Find(string algorithm, string environment, string name = Preset.DefaultName)
    {
        ArgumentNullException.ThrowIfNull(name);
        var fitting = _presets.Where(preset => Fits(preset, algorithm, environment));
        var names = fitting.Select(preset => preset.Name).ToArray();
        if (names.Length == 0) throw new BadInputException($"There is no preset for {algorithm} in {environment}.");
        return Array.Find(_presets, preset => Fits(preset, algorithm, environment) && preset.Name == name)
            ?? throw BadInputException.Unknown($"preset for {algorithm} in {environment}", name, names);
    }

    /// <summary>The preset to use when none is asked for: the one that is called <see cref="Preset.DefaultName"/>, or
    /// else the first, or null if there is none.</summary>
    public Preset? FindDefault(string algorithm, string environment)
    {
        var fitting = Array.FindAll(_presets, preset => Fits(preset, algorithm, environment));
        return Array.Find(fitting, preset => preset.Name == Preset.DefaultName) ?? fitting.FirstOrDefault();
    }

    private static bool Fits(Preset preset, string algorithm, string environment) =>
        preset.Algorithm == algorithm && preset.Environment == environment;

    private static Preset Read(JsonElement json) => new(
        Text(json, "algorithm"),
        Text(json, "environment"),
        json.TryGetProperty("name", out var name) ? name.GetString() ?? Preset.DefaultName : Preset.DefaultName,
        json.Required("steps").GetInt64(),
        json.Required("settings").Clone(),
        Number(json, "expectedReturn"),
        Text(json, "source"))
    {
        TargetReturn = Number(json, "targetReturn"),
    };

    private static string Text(JsonElement json, string name) => json.Required(name).GetString() ?? "";

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetDouble() : null;

    private static Presets Shipped()
    {
        const string Name = "Pathwise.presets.json";
        using var stream = typeof(Presets).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The library was built without {Name}.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "the library");
    }
}

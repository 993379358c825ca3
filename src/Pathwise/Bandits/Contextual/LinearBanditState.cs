using System.Text.Json;

namespace Pathwise.Bandits.Contextual;

/// <summary>Writes and reads what linear models have learned.</summary>
/// <remarks>
/// <code>
/// { "format": "pathwise-linear-bandit", "version": 1, "strategy": "linear-ucb", "arms": 2, "features": 2, "ridge": 1,
///   "models": [ { "count": 1, "factor": [1.4142135623730951, 0, 1], "projections": [0.5, 0] }, … ] }
/// </code>
/// <c>factor</c> is R of A = RᵀR, row by row from the diagonal on; <c>projections</c> is z = R⁻ᵀb. Numbers read back to
/// the same bits.
/// </remarks>
internal static class LinearBanditState
{
    private const string Format = "pathwise-linear-bandit";
    private const int Version = 1;

    public static void Write(Utf8JsonWriter writer, string strategy, LinearModels models)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteString("strategy", strategy);
        writer.WriteNumber("arms", models.Arms);
        writer.WriteNumber("features", models.Features);
        writer.WriteNumber("ridge", models.Ridge);
        writer.WriteStartArray("models");
        for (var a = 0; a < models.Arms; a++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", models[a].Count);
            WriteRow(writer, "factor", models[a].Factor);
            WriteRow(writer, "projections", models[a].Projections);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <exception cref="BadInputException">The state is not one, or of another bandit; nothing has changed
    /// then.</exception>
    public static void Read(JsonElement state, string strategy, LinearModels models)
    {
        if (state.ValueKind != JsonValueKind.Object || Text(state, "format") != Format) throw new BadInputException(
            $"This is not a saved linear bandit; a saved one is an object with \"format\": \"{Format}\".");
        if (Number(state, "version") is var version && version != Version)
            throw Bad($"is of version {version}, and this program knows version {Version}; use a newer program");
        if (Text(state, "strategy") is var saved && saved != strategy)
            throw Bad($"was learned by '{saved}', and this bandit is {strategy}; load it into one of its own kind");
        MustBe(state, "arms", models.Arms);
        MustBe(state, "features", models.Features);
        MustBe(state, "ridge", models.Ridge);

        var list = Member(state, "models");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != models.Arms)
            throw Bad($"must have a list of {models.Arms} models, one for each arm");
        var read = list.EnumerateArray().Select((model, arm) => ReadModel(model, arm, models.Features)).ToArray();
        for (var a = 0; a < read.Length; a++) models[a].Restore(read[a].Count, read[a].Factor, read[a].Projections);
    }

    private static (long Count, double[] Factor, double[] Projections) ReadModel(
        JsonElement model, int arm, int features)
    {
        if (model.ValueKind != JsonValueKind.Object) throw Bad($"must have an object as models[{arm}]");
        var count = Number(model, "count");
        if (!(count is >= 0 and < 1L << 53 && Math.Floor(count) == count))
            throw Bad($"has the count {count} in models[{arm}]; it must be a whole number of at least 0");
        var factor = Row(model, "factor", arm, features * (features + 1) / 2);
        for (int k = 0, diagonal = 0; k < features; diagonal += features - k, k++)
            if (!(factor[diagonal] > 0))
                throw Bad($"has {factor[diagonal]} on the diagonal of models[{arm}].factor; it must be above 0");
        return ((long)count, factor, Row(model, "projections", arm, features));
    }

    private static double[] Row(JsonElement model, string name, int arm, int length)
    {
        var array = Member(model, name);
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() != length)
            throw Bad($"must have {length} numbers as models[{arm}].{name}");
        return [.. array.EnumerateArray().Select(element => Finite(element)
            ?? throw Bad($"has {element.GetRawText()} in models[{arm}].{name}; it must be a number"))];
    }

    private static void MustBe(JsonElement state, string name, double expected)
    {
        if (Number(state, name) is var saved && saved != expected)
            throw Bad($"has {name} {saved}, and this bandit has {expected}; make one with {name} {saved} to load it");
    }

    private static double Number(JsonElement state, string name) =>
        Finite(Member(state, name)) ?? throw Bad($"must have a number as \"{name}\"");

    private static string? Text(JsonElement state, string name) =>
        state.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private static JsonElement Member(JsonElement state, string name) =>
        state.TryGetProperty(name, out var member) ? member : throw Bad($"has no \"{name}\"; it was altered");

    private static double? Finite(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : null;

    private static void WriteRow(Utf8JsonWriter writer, string name, ReadOnlySpan<double> row)
    {
        writer.WriteStartArray(name);
        foreach (var number in row) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static BadInputException Bad(FormattableString fault) =>
        new($"The saved bandit {FormattableString.Invariant(fault)}.");
}

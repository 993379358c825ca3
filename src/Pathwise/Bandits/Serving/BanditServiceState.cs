using System.Globalization;
using System.Text.Json;
using Pathwise.Randomness;

namespace Pathwise.Bandits.Serving;

/// <summary>What a service's snapshot holds.</summary>
/// <remarks>
/// <code>
/// { "format": "pathwise-bandit-service", "version": 1, "decisions": 7, "nextId": 1700000000000007, "mostPending":
/// 65536,
///   "random": ["1f…", …], "pending": [ { "id": 1700000000000005, "arm": 2 } ], "bandit": { … } }
/// </code>
/// <c>random</c> is the stream's state, five hexadecimal words; <c>bandit</c> is what <see cref="IBandit.Save"/>
/// writes.
/// </remarks>
internal sealed record BanditServiceState(
    IBandit Bandit, ulong[] Random, int MostPending, long NextId, long Decisions, (long Id, int Arm)[] Pending)
{
    private const string Format = "pathwise-bandit-service";
    private const int Version = 1;
    /// <summary>More than this a service does not remember.</summary>
    public const int MostThatMayBePending = 1 << 24;

    private const long MostIds = 1L << 53;

    public static void Write(
        Utf8JsonWriter writer, IBandit bandit, ulong[] random, int mostPending, long nextId, long decisions,
        IEnumerable<(long Id, int Arm)> pending)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteNumber("decisions", decisions);
        writer.WriteNumber("nextId", nextId);
        writer.WriteNumber("mostPending", mostPending);
        writer.WriteStartArray("random");
        foreach (var word in random) writer.WriteStringValue(word.ToString("x16", CultureInfo.InvariantCulture));
        writer.WriteEndArray();
        writer.WriteStartArray("pending");
        foreach (var (id, arm) in pending)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteNumber("arm", arm);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("bandit");
        bandit.Save(writer);
        writer.WriteEndObject();
    }

    /// <exception cref="BadInputException">It is not JSON.</exception>
    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException cause)
        {
            throw new BadInputException($"The saved bandit service is not JSON: {cause.Message.TrimEnd('.')}.", cause);
        }
    }

    /// <exception cref="BadInputException">It is not such a state.</exception>
    public static BanditServiceState Read(JsonElement state)
    {
        if (state.ValueKind != JsonValueKind.Object || !state.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw new BadInputException(
                $"This is not a saved bandit service; a saved one is an object with \"format\": \"{Format}\".");
        if (Whole(state, "version", int.MaxValue) is var version && version != Version)
            throw Bad($"is of version {version}, and this program knows version {Version}; use a newer program");
        var bandit = BanditCatalog.Restore(Member(state, "bandit"));
        return new(
            bandit,
            ReadRandom(Member(state, "random")),
            (int)Whole(state, "mostPending", MostThatMayBePending, least: 1),
            Whole(state, "nextId", MostIds),
            Whole(state, "decisions", MostIds),
            ReadPending(Member(state, "pending"), bandit.Arms));
    }

    private static ulong[] ReadRandom(JsonElement words)
    {
        var state = words.ValueKind != JsonValueKind.Array ? [] : words.EnumerateArray().Select(word =>
            word.ValueKind == JsonValueKind.String && ulong.TryParse(
                word.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw Bad($"has {word.GetRawText()} in \"random\"; it must be a hexadecimal word")).ToArray();
        try
        {
            _ = Rng.FromState(state);
            return state;
        }
        catch (ArgumentException cause)
        {
            throw new BadInputException(
                "The saved bandit service's \"random\" is not the state of a random stream; it was altered.", cause);
        }
    }

    private static (long, int)[] ReadPending(JsonElement list, int arms) =>
        list.ValueKind != JsonValueKind.Array
            ? throw Bad($"must have a list as \"pending\"")
            : [.. list.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Object
                ? (Whole(one, "id", MostIds), (int)Whole(one, "arm", arms - 1))
                : throw Bad($"has {one.GetRawText()} in \"pending\"; it must be an object with id and arm"))];

    private static long Whole(JsonElement state, string name, long most, long least = 0)
    {
        var member = Member(state, name);
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var value)
            && value >= least && value <= most
            ? value
            : throw Bad($"has {member.GetRawText()} as \"{name}\"; it must be a whole number from {least} to {most}");
    }

    private static JsonElement Member(JsonElement state, string name) =>
        state.TryGetProperty(name, out var member) ? member : throw Bad($"has no \"{name}\"; it was altered");

    private static BadInputException Bad(FormattableString fault) =>
        new($"The saved bandit service {FormattableString.Invariant(fault)}.");
}

using System.Text.Json;

namespace Pathwise.Bandits;

/// <summary>Writes and reads what a bandit has learned.</summary>
/// <remarks>
/// <code>
/// { "format": "pathwise-bandit", "version": 1, "strategy": "epsilon-greedy:0.1", "arms": 3,
///   "learned": 4, "estimates": [0.5, 1, 0], "counts": [2, 2, 0] }
/// </code>
/// The rows are called what the strategy calls them. Numbers are written so that they read back to the same bits.
/// </remarks>
internal static class BanditState
{
    private const string Format = "pathwise-bandit";
    private const int Version = 1;

    /// <summary>The greatest number up to which every whole number is a double.</summary>
    private const double MostRewards = 1L << 53;

    /// <summary>What the numbers of a row may be.</summary>
    private enum Amount
    {
        Any,
        Part,
        Whole,
    }

    public static void Write(Utf8JsonWriter writer, IBandit bandit, ArmMemory memory)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var format = bandit.Strategy.Entry.Memory;
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteString("strategy", bandit.Strategy.ToString());
        writer.WriteNumber("arms", bandit.Arms);
        writer.WriteNumber("learned", (long)memory.Learned);
        if (format.Baseline is { } baseline) writer.WriteNumber(baseline, memory.Baseline);
        WriteRow(writer, format.Estimates, memory.Estimates);
        WriteRow(writer, format.Weights, memory.Weights);
        writer.WriteEndObject();
    }

    /// <exception cref="BadInputException">The state is not one, or of another bandit.</exception>
    public static void Read(JsonElement state, IBandit bandit, ArmMemory memory)
    {
        var (entry, saved) = (bandit.Strategy.Entry, Strategy(state).Split(':')[0]);
        if (saved != entry.Id) throw Bad(
            $"was learned by {saved}, and this bandit follows {entry.Id}; load it into a bandit of its own strategy");
        var arms = Arms(state, entry.Memory);
        if (arms != bandit.Arms) throw Bad(
            $"has {Count(arms)}, and this bandit has {bandit.Arms}; load it into a bandit of {Count(arms)}");

        var format = entry.Memory;
        var learned = Number(state, "learned");
        if (!(learned is >= 0 and < MostRewards && Math.Floor(learned) == learned))
            throw Bad($"cannot have learned from {learned} rewards; that must be a whole number of at least 0");
        var baseline = format.Baseline is { } name ? Number(state, name) : 0;
        var estimates = Row(state, format.Estimates, arms, format.EstimatesAreWeights ? Amount.Part : Amount.Any);
        var weights = Row(state, format.Weights, arms, format.EstimatesAreWeights ? Amount.Part : Amount.Whole);
        CheckTotal(format, learned, estimates, weights);

        memory.Learned = learned;
        memory.Baseline = baseline;
        estimates.CopyTo(memory.Estimates);
        weights.CopyTo(memory.Weights);
    }

    /// <summary>The text of the strategy that a state was learned by.</summary>
    public static string Strategy(JsonElement state)
    {
        if (state.ValueKind != JsonValueKind.Object || !state.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw new BadInputException(
                $"This is not a saved bandit; a saved bandit is an object with \"format\": \"{Format}\".");
        if (Number(state, "version") is var version && version != Version)
            throw Bad($"is of version {version}, and this program knows version {Version}; use a newer program");
        var text = Member(state, "strategy");
        return text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw Bad($"must name its strategy as text");
    }

    /// <summary>The number of arms, for which there are as many numbers: no state makes anybody reserve more memory
    /// than it has itself.</summary>
    public static int Arms(JsonElement state, ArmMemoryFormat format)
    {
        var arms = Number(state, "arms");
        if (!(arms is >= 1 and <= int.MaxValue / 4 && Math.Floor(arms) == arms))
            throw Bad($"cannot have {arms} arms; that must be a whole number of at least 1");
        Array(state, format.Estimates, (int)arms);
        return (int)arms;
    }

    private static void CheckTotal(ArmMemoryFormat format, double learned, double[] estimates, double[] weights)
    {
        var total = weights.Sum() + (format.EstimatesAreWeights ? estimates.Sum() : 0);
        if (Math.Abs(total - learned) <= 1e-9 * learned) return;
        var rows = format.EstimatesAreWeights ? $"{format.Estimates} and {format.Weights}" : format.Weights;
        throw Bad($"has learned from {learned} rewards, but its {rows} sum to {total}; it was altered");
    }

    private static double[] Row(JsonElement state, string name, int arms, Amount amount)
    {
        var array = Array(state, name, arms);
        var row = new double[arms];
        for (var a = 0; a < arms; a++)
        {
            row[a] = Finite(array[a]) ?? throw Bad($"has {array[a].GetRawText()} as {name}[{a}]; it must be a number");
            if (row[a] < 0 && amount != Amount.Any)
                throw Bad($"has {array[a].GetRawText()} as {name}[{a}]; it must be at least 0");
            if (Math.Floor(row[a]) != row[a] && amount == Amount.Whole)
                throw Bad($"has {array[a].GetRawText()} as {name}[{a}]; it must be a whole number");
        }

        return row;
    }

    private static JsonElement Array(JsonElement state, string name, int arms) =>
        Member(state, name) is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() == arms
            ? array
            : throw Bad($"must have a list of {arms} numbers, one for each arm, as \"{name}\"");

    private static double Number(JsonElement state, string name) =>
        Finite(Member(state, name)) ?? throw Bad($"must have a number as \"{name}\"");

    private static JsonElement Member(JsonElement state, string name) =>
        state.TryGetProperty(name, out var member) ? member : throw Bad($"has no \"{name}\"; it was altered");

    /// <summary>A number; null for anything else, and for what is beyond the range of numbers.</summary>
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

    private static string Count(int arms) => arms == 1 ? "1 arm" : $"{arms} arms";

    private static BadInputException Bad(FormattableString fault) =>
        new($"The saved bandit {FormattableString.Invariant(fault)}.");
}

using System.Globalization;
using System.Text.Json;

namespace Pathwise.DecisionProcesses;

/// <summary>Reads a finite process from JSON.</summary>
/// <remarks>
/// <code>
/// {
///   "gamma": 0.9,
///   "states": ["high", "low"],
///   "actions": ["search", "wait"],
///   "start": { "high": 1 },
///   "transitions": [
///     { "state": "high", "action": "search", "next": "high", "probability": 0.7, "reward": 3 },
///     { "state": "high", "action": "search", "next": "low", "probability": 0.3, "reward": 3 },
///     { "state": "low", "action": "wait", "next": "low", "probability": 1, "reward": 1, "terminates": false }
///   ]
/// }
/// </code>
/// <para><c>states</c>: names, or how many there are. <c>actions</c>: names, or left out. States and actions are named
/// by their name, or by their number from 0. <c>gamma</c> is 1, <c>probability</c> 1, <c>reward</c> 0 and
/// <c>terminates</c> false where they are left out; <c>start</c> may be left out too. A state without transitions is
/// terminal.</para>
/// </remarks>
public static class FiniteMdpFile
{
    private static readonly string[]
        Members = ["gamma", "states", "actions", "start", "transitions"],
        TransitionMembers = ["state", "action", "next", "probability", "reward", "terminates"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">It cannot be read, or what it says is no process; the sentence says
    /// where.</exception>
    public static FiniteMdp Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream, new() { AllowTrailingCommas = true });
            return Read(document.RootElement);
        }
        catch (BadInputException cause)
        {
            throw new BadInputException($"In '{path}': {cause.Message}", cause);
        }
        catch (JsonException cause)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"The file '{path}' is no JSON from line {cause.LineNumber + 1}, byte {cause.BytePositionInLine + 1} "
                + $"on; see the example in docs/decision-processes.md."), cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The file '{path}' cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Reads what was parsed.</summary>
    /// <exception cref="BadInputException">It is no process.</exception>
    public static FiniteMdp Read(JsonElement json)
    {
        MustBe(json, JsonValueKind.Object, "The process");
        MustKnow(json, Members, "The process");
        var states = Names(json, "states", isRequired: true, out var count);
        var actions = Names(json, "actions", isRequired: false, out _);
        if (count < 1) throw new BadInputException("The process has no states; there must be at least 1.");

        var told = Transitions(json, states, count, actions);
        var builder = new FiniteMdpBuilder(count)
        {
            Gamma = json.TryGetProperty("gamma", out var gamma) ? Number(gamma, "gamma") : 1,
            StateNames = states,
            ActionNames = actions,
            Start = json.TryGetProperty("start", out var start) ? Start(start, states, count) : [],
        };
        foreach (var pair in told.GroupBy(one => (one.State, one.Action)).OrderBy(pair => pair.Key.State))
            builder.Add(pair.Key.State, pair.Key.Action, [.. pair.Select(one => one.Transition)]);
        return builder.Build();
    }

    private static List<(int State, int Action, Transition Transition)> Transitions(
        JsonElement json, string[] states, int count, string[] actions)
    {
        if (!json.TryGetProperty("transitions", out var list))
            throw new BadInputException("The process has no 'transitions'; it must list what can happen.");
        MustBe(list, JsonValueKind.Array, "'transitions'");
        var told = new List<(int, int, Transition)>(list.GetArrayLength());
        foreach (var one in list.EnumerateArray())
        {
            var place = $"Transition {told.Count}";
            MustBe(one, JsonValueKind.Object, place);
            MustKnow(one, TransitionMembers, place);
            JsonElement Member(string name) => one.TryGetProperty(name, out var member)
                ? member
                : throw new BadInputException($"{place} has no '{name}'.");
            double Real(string name, double otherwise) =>
                one.TryGetProperty(name, out var member) ? Number(member, $"{place}: {name}") : otherwise;
            told.Add((
                Index(Member("state"), states, count, $"{place}: state"),
                Index(
                    Member("action"), actions, actions.Length == 0 ? int.MaxValue : actions.Length,
                    $"{place}: action"),
                new(
                    Real("probability", 1), Index(Member("next"), states, count, $"{place}: next"), Real("reward", 0),
                    one.TryGetProperty("terminates", out var ends) && Truth(ends, $"{place}: terminates"))));
        }

        return told;
    }

    private static double[] Start(JsonElement json, string[] states, int count)
    {
        var start = new double[count];
        if (json.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            start[Index(json, states, count, "start")] = 1;
        else if (json.ValueKind == JsonValueKind.Array)
        {
            if (json.GetArrayLength() != count)
                throw new BadInputException($"'start' has {json.GetArrayLength()} numbers for {count} states.");
            for (var state = 0; state < count; state++) start[state] = Number(json[state], "start");
        }
        else
        {
            MustBe(json, JsonValueKind.Object, "'start'");
            foreach (var one in json.EnumerateObject())
                start[IndexOf(one.Name, states, count, "start")] = Number(one.Value, $"start of {one.Name}");
        }

        return start;
    }

    private static string[] Names(JsonElement json, string member, bool isRequired, out int count)
    {
        count = 0;
        if (!json.TryGetProperty(member, out var names))
            return isRequired ? throw new BadInputException($"The process has no '{member}'.") : [];
        if (names.ValueKind == JsonValueKind.Number && names.TryGetInt32(out count)) return [];
        MustBe(names, JsonValueKind.Array, $"'{member}'");
        string[] read = [.. names.EnumerateArray().Select(name => name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : throw new BadInputException($"'{member}' must be names, not {name.GetRawText()}."))];
        count = read.Length;
        if (read.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new BadInputException($"'{member}' has '{twice.Key}' twice; names must differ.");
        return read;
    }

    private static int Index(JsonElement json, string[] names, int count, string place) => json.ValueKind switch
    {
        JsonValueKind.Number when json.TryGetInt32(out var number) && number >= 0 && number < count => number,
        JsonValueKind.String => IndexOf(json.GetString()!, names, count, place),
        _ => throw new BadInputException($"{place} is {json.GetRawText()}; it must be a name, or a number from 0."),
    };

    private static int IndexOf(string name, string[] names, int count, string place)
    {
        var index = Array.IndexOf(names, name);
        if (index >= 0) return index;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < count
            ? index
            : throw new BadInputException($"{place} is '{name}', which is no name of one.");
    }

    private static double Number(JsonElement json, string place) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number)
            ? number
            : throw new BadInputException($"{place} is {json.GetRawText()}; it must be a number.");

    private static bool Truth(JsonElement json, string place) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new BadInputException($"{place} is {json.GetRawText()}; it must be true or false."),
    };

    private static void MustBe(JsonElement json, JsonValueKind kind, string place)
    {
        if (json.ValueKind != kind)
            throw new BadInputException($"{place} must be {(kind == JsonValueKind.Array ? "a list" : "an object")}.");
    }

    private static void MustKnow(JsonElement json, string[] members, string place)
    {
        foreach (var member in json.EnumerateObject())
            if (!members.Contains(member.Name))
                throw new BadInputException(
                    $"{place} has a member '{member.Name}', which nobody reads; there are: "
                    + $"{string.Join(", ", members)}.");
    }
}

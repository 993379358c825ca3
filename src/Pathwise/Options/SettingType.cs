using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathwise.Options;

/// <summary>How values of one type are typed, shown and stored.</summary>
/// <remarks>
/// Text is the one way in: what comes from JSON is parsed as if it had been typed. Values that are not numbers or truth
/// values are stored as text.
/// </remarks>
public sealed class SettingType
{
    private readonly Func<string, (bool IsValid, object? Value)> _parse;
    private readonly Func<object, string> _format;
    private readonly Func<object, IEnumerable<double>> _numbers;

    private SettingType(
        Type type,
        string name,
        Func<string, (bool IsValid, object? Value)> parse,
        Func<object, string> format,
        Func<object, IEnumerable<double>>? numbers = null)
    {
        (Type, Name, _parse, _format) = (type, name, parse, format);
        _numbers = numbers ?? (_ => []);
    }

    /// <summary>The .NET type.</summary>
    public Type Type { get; }

    /// <summary>What the type is called in help.</summary>
    public string Name { get; }

    /// <summary>The values of a choice, in the order of their declaration; empty for other types.</summary>
    public IReadOnlyList<string> Allowed { get; private init; } = [];

    /// <summary>The type within a sentence: "it must be …".</summary>
    internal string Phrase => Type == typeof(bool) || Type == typeof(string) ? Name : "a " + Name;

    private bool IsStoredBare { get; init; }

    private bool IsNullable { get; init; }

    /// <summary>The type for a value that parses itself.</summary>
    /// <typeparam name="T">Its text form must give back an equal value.</typeparam>
    /// <param name="name">What it is called in help.</param>
    /// <param name="numbers">The numbers in it that a <c>[Range]</c> is about; null for none.</param>
    public static SettingType Parsable<T>(string name, Func<T, IEnumerable<double>>? numbers = null)
        where T : IParsable<T>
        => new(
            typeof(T),
            name,
            text => (T.TryParse(text, CultureInfo.InvariantCulture, out var value), value),
            value => value is IFormattable formattable
                ? formattable.ToString(null, CultureInfo.InvariantCulture)
                : value.ToString() ?? "",
            numbers is null ? null : value => numbers((T)value));

    /// <summary>The type for a property, or null if none is known.</summary>
    internal static SettingType? For(Type type) => type switch
    {
        { IsEnum: true } => Choice(type),
        _ when type == typeof(bool) => new(type, "true or false", ParseBoolean, value => (bool)value ? "true" : "false")
        {
            IsStoredBare = true,
        },
        _ when type == typeof(int) => new(
            type, "whole number", ParseInteger, value => ((int)value).ToString(CultureInfo.InvariantCulture),
            value => [(int)value])
        {
            IsStoredBare = true,
        },
        _ when type == typeof(int?) => new(
            type, "whole number or none",
            text => IsNone(text) ? (true, null) : ParseInteger(text),
            value => ((int)value).ToString(CultureInfo.InvariantCulture),
            value => [(int)value])
        {
            IsStoredBare = true,
            IsNullable = true,
        },
        _ when type == typeof(long) => new(
            type, "whole number", ParseLong, value => ((long)value).ToString(CultureInfo.InvariantCulture),
            value => [(long)value])
        {
            IsStoredBare = true,
        },
        _ when type == typeof(double) => new(type, "real number", ParseReal, FormatReal, value => [(double)value])
        {
            IsStoredBare = true,
        },
        _ when type == typeof(double?) => new(
            type, "real number or none",
            text => IsNone(text) ? (true, null) : ParseReal(text),
            FormatReal,
            value => [(double)value])
        {
            IsStoredBare = true,
            IsNullable = true,
        },
        _ when type == typeof(string) => new(type, "text", text => (true, text), value => (string)value),
        _ when type == typeof(int[]) => List(type, numbers => numbers),
        _ when type == typeof(IReadOnlyList<int>) => List(type, numbers => numbers),
        _ when type == typeof(ImmutableArray<int>) => List(type, numbers => numbers.ToImmutableArray()),
        _ => null,
    };

    /// <summary>Reads a value from what a user typed.</summary>
    /// <returns>False if the text is not a value of this type.</returns>
    internal bool TryParse(string text, out object? value)
    {
        (var isValid, value) = _parse(text.Trim());
        return isValid;
    }

    /// <summary>The text that <see cref="TryParse"/> reads the same value from.</summary>
    internal string Format(object? value) => value is null ? "none" : _format(value);

    /// <summary>The numbers in a value, for its range.</summary>
    internal IEnumerable<double> Numbers(object? value) => value is null ? [] : _numbers(value);

    /// <summary>The value as a manifest stores it.</summary>
    internal JsonNode? Store(object? value) => value switch
    {
        null when IsNullable => null,
        double number when !double.IsFinite(number) => JsonValue.Create(Format(value)),
        _ when IsStoredBare => JsonNode.Parse(Format(value)),
        _ => JsonValue.Create(Format(value)),
    };

    /// <summary>The text of a stored value.</summary>
    internal static string TextOf(JsonElement stored) => stored.ValueKind switch
    {
        JsonValueKind.String => stored.GetString() ?? "",
        JsonValueKind.Null => "none",
        JsonValueKind.Array => string.Join(',', stored.EnumerateArray().Select(TextOf)),
        _ => stored.GetRawText(),
    };

    private static SettingType Choice(Type type)
    {
        var names = Enum.GetNames(type).ToDictionary(JsonNamingPolicy.CamelCase.ConvertName,
            StringComparer.OrdinalIgnoreCase);
        return new(
            type,
            "one of",
            text => names.TryGetValue(text, out var name) ? (true, Enum.Parse(type, name)) : (false, null),
            value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString() ?? ""))
        {
            Allowed = [.. names.Keys],
        };
    }

    private static SettingType List(Type type, Func<int[], object> make) => new(
        type,
        "list of whole numbers",
        text =>
        {
            if (text.Length == 0 || IsNone(text)) return (true, make([]));
            var items = text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
            var numbers = new int[items.Length];
            for (var i = 0; i < items.Length; i++)
                if (!int.TryParse(items[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                    out numbers[i]))
                    return (false, null);
            return (true, make(numbers));
        },
        value => ((IEnumerable<int>)value).Any() ? string.Join(',', (IEnumerable<int>)value) : "none",
        value => ((IEnumerable<int>)value).Select(number => (double)number));

    private static bool IsNone(string text) => text.Equals("none", StringComparison.OrdinalIgnoreCase);

    private static (bool IsValid, object? Value) ParseBoolean(string text) =>
        bool.TryParse(text, out var value) ? (true, value) : (false, null);

    private static (bool IsValid, object? Value) ParseInteger(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? (true, value)
            : (false, null);

    private static (bool IsValid, object? Value) ParseLong(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? (true, value)
            : (false, null);

    /// <summary>A number, <c>infinity</c>, or a power as papers write step sizes: <c>2^-13</c>.</summary>
    private static (bool IsValid, object? Value) ParseReal(string text)
    {
        var parts = text.Split('^');
        if (parts.Length > 2 || !TryReal(parts[0], out var value)) return (false, null);
        if (parts.Length == 2)
        {
            if (!TryReal(parts[1], out var exponent)) return (false, null);
            value = Math.Pow(value, exponent);
        }

        return double.IsNaN(value) ? (false, null) : (true, value);
    }

    private static bool TryReal(string text, out double value) =>
        double.TryParse(text is "∞" ? "infinity" : text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string FormatReal(object value) => (double)value switch
    {
        double.PositiveInfinity => "infinity",
        double.NegativeInfinity => "-infinity",
        var number => number.ToString("R", CultureInfo.InvariantCulture),
    };
}

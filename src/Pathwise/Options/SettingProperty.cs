using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Pathwise.Options;

/// <summary>One property of an options record, with its type, range and meaning.</summary>
internal sealed class SettingProperty
{
    private readonly PropertyInfo _property;
    private readonly double _least = double.MinValue;
    private readonly double _most = double.MaxValue;
    private readonly bool _leastIsExcluded;
    private readonly bool _mostIsExcluded;
    private readonly string _range = "";

    internal SettingProperty(PropertyInfo property, SettingType type)
    {
        (_property, Type) = (property, type);
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range) return;

        _least = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
        _most = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
        (_leastIsExcluded, _mostIsExcluded) = (range.MinimumIsExclusive, range.MaximumIsExclusive);
        _range = RangeText();
    }

    internal string Name { get; }

    internal SettingType Type { get; }

    internal object? Get(object options) => _property.GetValue(options);

    internal void Set(object options, object? value) => _property.SetValue(options, value);

    internal Setting Describe(object defaults)
    {
        var setting = _property.GetCustomAttribute<SettingAttribute>();
        var (text, meaning) = (Type.Format(Get(defaults)), setting?.Meaning ?? "");
        return new(Name, Type.Name, text, _range, Type.Allowed, setting?.Symbol, meaning, setting?.Source)
        {
            IsWhole = _property.PropertyType == typeof(int) || _property.PropertyType == typeof(int?)
                || _property.PropertyType == typeof(long),
        };
    }

    /// <summary>Reads a value that is of this type and in this range.</summary>
    internal object? Parse(string text)
    {
        if (!Type.TryParse(text, out var value))
            throw new BadInputException($"The option {Name} cannot be '{text}'; it must be {Requirement()}.");
        Check(value);
        return value;
    }

    internal void Check(object? value)
    {
        foreach (var number in Type.Numbers(value))
            if (!Contains(number))
                throw new BadInputException(
                    $"The option {Name} cannot be {Type.Format(value)}; it must be {Requirement()}.");
    }

    /// <summary>Infinity is allowed only where it is the range's own end; what is not a number nowhere.</summary>
    private bool Contains(double number) =>
        (_leastIsExcluded ? number > _least : number >= _least)
        && (_mostIsExcluded ? number < _most : number <= _most);

    private string Requirement() => Type.Allowed.Count > 0
        ? $"one of {string.Join(", ", Type.Allowed)}"
        : (Type.Phrase + " " + _range).TrimEnd();

    /// <summary>One-sided where the other end is the type's own.</summary>
    private string RangeText()
    {
        var (from, to) = (Text(_least), Text(_most));
        return (_least <= int.MinValue, _most >= int.MaxValue) switch
        {
            (true, true) => "",
            (true, false) => (_mostIsExcluded ? "< " : "≤ ") + to,
            (false, true) => (_leastIsExcluded ? "> " : "≥ ") + from,
            _ => (_leastIsExcluded ? "in (" : "in [") + from + ", " + to + (_mostIsExcluded ? ")" : "]"),
        };
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

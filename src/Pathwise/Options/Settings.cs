using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathwise.Options;

/// <summary>The options of one algorithm, drawn from its options record: what they are called, mean and may
/// be.</summary>
/// <remarks>
/// <para>An options record is immutable, has a constructor without parameters that gives the defaults, and one
/// init-only property for each option, with <c>[Setting]</c> and, where there are limits, <c>[Range]</c>. This is the
/// one declaration; validation, command line, help and manifest follow it.</para>
/// <para>Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class Settings
{
    private readonly Func<object> _make;
    private readonly SettingProperty[] _properties;
    private readonly Type _type;

    private Settings(Type type, Func<object> make, SettingProperty[] properties)
    {
        (_type, _make, _properties) = (type, make, properties);
        Defaults = make();
        All = [.. properties.Select(property => property.Describe(Defaults))];
    }

    /// <summary>The options, in the order of their declaration.</summary>
    public IReadOnlyList<Setting> All { get; }

    /// <summary>The options record with every default.</summary>
    public object Defaults { get; }

    /// <summary>Draws the settings from an options record.</summary>
    /// <param name="types">Types beyond the usual ones: true or false, whole and real numbers, text, enumerations,
    /// lists of whole numbers, and step-size schedules.</param>
    /// <exception cref="ArgumentException">A property has a type that nothing is known about.</exception>
    public static Settings Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
        params ReadOnlySpan<SettingType> types)
        where TOptions : class, new()
    {
        var properties = new List<SettingProperty>();
        var settable = typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .OrderBy(property => Generation(property.DeclaringType));    // stable: what is inherited comes first
        foreach (var property in settable)
        {
            SettingType? type = null;
            foreach (var candidate in types)
                if (candidate.Type == property.PropertyType)
                    type = candidate;
            type ??= SettingType.For(property.PropertyType) ?? throw new ArgumentException(
                $"{typeof(TOptions).Name}.{property.Name} is a {property.PropertyType.Name}, which no setting can be.");
            properties.Add(new(property, type));
        }

        return new(typeof(TOptions), () => new TOptions(), [.. properties]);
    }

    /// <summary>The same settings with other defaults: what is left out is taken from there.</summary>
    /// <param name="defaults">An options record of the same type.</param>
    /// <exception cref="BadInputException">An option is out of range.</exception>
    public Settings WithDefaults(object defaults)
    {
        Validated(defaults);
        return new(_type, () => Copy(defaults), _properties);
    }

    /// <summary>Checks every option against its range.</summary>
    /// <returns>The same options.</returns>
    /// <exception cref="BadInputException">An option is out of range; the sentence says which, and what is
    /// allowed.</exception>
    public TOptions Validated<TOptions>(TOptions options) where TOptions : class
    {
        MustBeOurs(options);
        foreach (var property in _properties) property.Check(property.Get(options));
        return options;
    }

    /// <summary>A copy of the options in which one is what a user typed.</summary>
    /// <param name="options">Stays as it is.</param>
    /// <param name="name">The option, as in <see cref="Setting.Name"/>; upper and lower case do not matter.</param>
    /// <param name="text">Its value.</param>
    /// <exception cref="BadInputException">There is no such option, or the text is not a value in its
    /// range.</exception>
    public TOptions With<TOptions>(TOptions options, string name, string text) where TOptions : class
    {
        MustBeOurs(options);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        var changed = Find(name);
        var value = changed.Parse(text);

        var copy = Copy(options);
        changed.Set(copy, value);
        return (TOptions)copy;
    }

    /// <summary>The value of one option, as a user would type it.</summary>
    /// <exception cref="BadInputException">There is no such option.</exception>
    public string TextOf(object options, string name)
    {
        MustBeOurs(options);
        var property = Find(name);
        return property.Type.Format(property.Get(options));
    }

    /// <summary>The options as a JSON object: every option, by name.</summary>
    public JsonObject ToJson(object options)
    {
        MustBeOurs(options);
        var json = new JsonObject();
        foreach (var property in _properties) json[property.Name] = property.Type.Store(property.Get(options));
        return json;
    }

    /// <summary>Options from a JSON object; what it leaves out keeps its default.</summary>
    /// <param name="json">Values by name; a list of numbers may be an array or a text.</param>
    /// <exception cref="BadInputException">There is no option of a name, or a value is not allowed.</exception>
    public object FromJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new BadInputException("The options must be a JSON object with a value for each name.");
        return json.EnumerateObject().Aggregate(
            Defaults, (options, member) => With(options, member.Name, SettingType.TextOf(member.Value)));
    }

    private object Copy(object options)
    {
        var copy = _make();
        foreach (var property in _properties) property.Set(copy, property.Get(options));
        return copy;
    }

    private SettingProperty Find(string name) =>
        Array.Find(_properties, property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw BadInputException.Unknown("option", name, [.. _properties.Select(property => property.Name)]);

    private static int Generation(Type? type) => type is null ? 0 : 1 + Generation(type.BaseType);

    private void MustBeOurs(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.GetType() != _type)
            throw new ArgumentException(
                $"These are the settings of {_type.Name}, not of {options.GetType().Name}.", nameof(options));
    }
}

namespace Pathwise.Environments;

/// <summary>How an argument of a registered environment is read from its rules, and set.</summary>
/// <typeparam name="TRules">The rules.</typeparam>
/// <remarks>Setting may throw a <see cref="BadInputException"/> that says what the value should be.</remarks>
public sealed class EnvironmentParameter<TRules>
{
    private readonly Func<TRules, ArgumentValue> _get;
    private readonly Func<TRules, ArgumentValue, TRules> _set;

    private EnvironmentParameter(
        string name, string meaning, ArgumentKind kind, string allowed,
        Func<TRules, ArgumentValue> get, Func<TRules, ArgumentValue, TRules> set)
    {
        (Name, Meaning, Kind, Allowed) = (name, meaning, kind, allowed);
        (_get, _set) = (get, set);
    }

    /// <summary>The argument's name, in lower camel case.</summary>
    public string Name { get; }

    /// <summary>One phrase, without a full stop.</summary>
    public string Meaning { get; }

    /// <summary>What the argument can be.</summary>
    public ArgumentKind Kind { get; }

    /// <summary>The same in words: <c>any number</c>.</summary>
    public string Allowed { get; }

    /// <summary>An argument that is a number.</summary>
    /// <param name="name">Its name, in lower camel case.</param>
    /// <param name="meaning">One phrase, without a full stop.</param>
    /// <param name="get">Its value in some rules.</param>
    /// <param name="set">The same rules with another value, which is finite.</param>
    /// <param name="allowed">What it can be, in words.</param>
    public static EnvironmentParameter<TRules> Number(
        string name, string meaning, Func<TRules, double> get, Func<TRules, double, TRules> set,
        string allowed = "any number") =>
        new(name, meaning, ArgumentKind.Number, allowed,
            rules => get(rules), (rules, value) => set(rules, value.Number ?? double.NaN));

    /// <summary>An argument that is true or false.</summary>
    /// <inheritdoc cref="Number(string, string, Func{TRules, double}, Func{TRules, double, TRules}, string)"/>
    public static EnvironmentParameter<TRules> Switch(
        string name, string meaning, Func<TRules, bool> get, Func<TRules, bool, TRules> set) =>
        new(name, meaning, ArgumentKind.Switch, "0 or 1",
            rules => get(rules) ? 1 : 0, (rules, value) => set(rules, value.Number == 1));

    /// <summary>An argument that is a text.</summary>
    /// <inheritdoc cref="Number(string, string, Func{TRules, double}, Func{TRules, double, TRules}, string)"/>
    public static EnvironmentParameter<TRules> Text(
        string name, string meaning, Func<TRules, string> get, Func<TRules, string, TRules> set, string allowed) =>
        new(name, meaning, ArgumentKind.Text, allowed,
            rules => get(rules), (rules, value) => set(rules, value.ToString()));

    /// <summary>The argument in some rules.</summary>
    internal EnvironmentArgument Read(TRules rules) => new(Name, Meaning, _get(rules), Kind, Allowed);

    /// <summary>The same rules with another value, of the argument's kind.</summary>
    internal TRules Set(TRules rules, ArgumentValue value) => _set(rules, value);
}

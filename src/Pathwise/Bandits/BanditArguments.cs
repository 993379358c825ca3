using System.Text;

namespace Pathwise.Bandits;

/// <summary>Reads and writes the values that follow a name: by position first, then by name.</summary>
internal static class BanditArguments
{
    /// <param name="parts">The texts between the colons.</param>
    /// <param name="parameters">What there is to set.</param>
    /// <param name="where">What a sentence about an error begins with.</param>
    /// <param name="values">What is given by position, if that may be any number of values; null if it is the
    /// parameters.</param>
    /// <returns>The parameters' values, then those given by position.</returns>
    /// <exception cref="BadInputException">There is no such parameter, it was given twice, or its value is not
    /// allowed.</exception>
    public static double[] Parse(
        ReadOnlySpan<string> parts, IReadOnlyList<BanditParameter> parameters, string where,
        BanditParameter? values = null)
    {
        var arguments = parameters.Select(parameter => parameter.Default).ToList();
        var (given, named) = (new bool[parameters.Count], false);
        for (var i = 0; i < parts.Length; i++)
        {
            var pair = parts[i].Split('=', 2, StringSplitOptions.TrimEntries);
            named |= pair.Length == 2;
            if (named && pair.Length == 1)
                throw new BadInputException($"{where} has '{pair[0]}' after a named parameter; name it as well.");
            if (values is not null && !named)
            {
                arguments.Add(values.Parse(pair[0], where));
                continue;
            }

            var index = named ? Find(pair[0], parameters, where) : i;
            if (index >= parameters.Count) throw new BadInputException(
                $"{where} has a value too many, '{pair[0]}'; {Known(parameters)}.");
            if (given[index])
                throw new BadInputException($"{where} gives {parameters[index].Name} twice; give it once.");
            (arguments[index], given[index]) = (parameters[index].Parse(pair[^1], where), true);
        }

        if (values is not null && arguments.Count == parameters.Count) throw new BadInputException(
            $"{where} has no arms; give the {values.Name} of each, such as '0.1:0.2:0.5'.");
        return [.. arguments];
    }

    /// <summary>What is given by position, the primary parameters, and by their names those that differ from their
    /// defaults.</summary>
    public static string Format(
        string id, IReadOnlyList<BanditParameter> parameters, IReadOnlyList<double> arguments,
        BanditParameter? values = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var text = new StringBuilder(id);
        for (var i = parameters.Count; values is not null && i < arguments.Count; i++)
            text.Append(':').Append(values.Format(arguments[i]));
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].IsPrimary)
                text.Append(':').Append(parameters[i].Format(arguments[i]));
            else if (arguments[i] != parameters[i].Default)
                text.Append(':').Append(parameters[i].Name).Append('=').Append(parameters[i].Format(arguments[i]));
        return text.ToString();
    }

    private static int Find(string name, IReadOnlyList<BanditParameter> parameters, string where)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Name == name) return i;
        throw new BadInputException($"{where} has no parameter '{name}'; {Known(parameters)}.");
    }

    private static string Known(IReadOnlyList<BanditParameter> parameters) =>
        parameters.Count == 0 ? "it has none" : $"it has {string.Join(", ", parameters.Select(p => p.Name))}";
}

using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Options;

namespace Pathwise.Cli.Commands;

/// <summary>What users set by <c>name=value</c>: options of algorithms, arguments of environments.</summary>
internal static class Assignments
{
    /// <summary>Options with what <c>--set</c> says.</summary>
    /// <param name="algorithm">Whose options.</param>
    /// <param name="options">What they are without.</param>
    /// <param name="texts">Each <c>name=value</c>.</param>
    /// <exception cref="BadInputException">One is no such text, names no option, or is out of range.</exception>
    public static object Options(Algorithm algorithm, object options, IEnumerable<string> texts) =>
        Options(algorithm.Settings, options, texts, "gamma=0.99");

    /// <summary>Options with what <c>--set</c> says.</summary>
    /// <param name="settings">Which there are.</param>
    /// <param name="options">What they are without.</param>
    /// <param name="texts">Each <c>name=value</c>.</param>
    /// <param name="example">One, for the sentence about a text that is none.</param>
    /// <exception cref="BadInputException">One is no such text, names no option, or is out of range.</exception>
    public static TOptions Options<TOptions>(
        Settings settings, TOptions options, IEnumerable<string> texts, string example) where TOptions : class =>
        texts.Select(text => Assigned("--set", text, example)).Aggregate(
            options, (all, assigned) => settings.With(all, assigned.Name, assigned.Value));

    /// <summary>What <c>--env</c> says.</summary>
    /// <param name="texts">Each <c>name=value</c>.</param>
    /// <exception cref="BadInputException">One is no such text.</exception>
    public static Dictionary<string, ArgumentValue> Arguments(IEnumerable<string> texts)
    {
        var arguments = new Dictionary<string, ArgumentValue>();
        foreach (var (name, value) in texts.Select(text => Assigned("--env", text, "gravity=9.81")))
            arguments[name] = ArgumentValue.Parse(value);
        return arguments;
    }

    private static (string Name, string Value) Assigned(string option, string text, string example) =>
        text.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? (name.Trim(), value.Trim())
            : throw new BadInputException(
                $"The value of {option} cannot be '{text}'; it must be name=value, as in {option} {example}.");
}

using System.CommandLine;

namespace Pathwise.Cli.Commands;

/// <summary>Says in one sentence why a command line cannot be understood.</summary>
internal static class ParseErrors
{
    /// <summary>The sentence for the first error.</summary>
    public static BadInputException Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            if (token.StartsWith('-') && token.Length > 1)
                return BadInputException.Unknown("option", token, OptionsOf(parsed));
            if (IsGroup(command))
                return BadInputException.Unknown("command", token, [.. command.Subcommands.Select(sub => sub.Name)]);
            return new($"There is one argument too many: '{token}'; see 'pathwise {PathOf(parsed)} --help'.");
        }

        if (IsGroup(command))
            return new($"The command '{PathOf(parsed)}' needs one of: "
                + $"{string.Join(", ", command.Subcommands.Select(sub => sub.Name))}.");
        foreach (var argument in command.Arguments)
            if (argument.Arity.MinimumNumberOfValues > (parsed.GetResult(argument)?.Tokens.Count ?? 0))
                return new(
                    $"The command '{PathOf(parsed)}' needs <{argument.Name}>; see 'pathwise {PathOf(parsed)} --help'.");
        return new(parsed.Errors[0].Message);
    }

    /// <summary>Whether a command does nothing by itself.</summary>
    private static bool IsGroup(Command command) => command.Subcommands.Count > 0 && command.Arguments.Count == 0;

    private static string[] OptionsOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult;
            result is not null;
            result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.AddRange(result.Command.Options.Select(option => option.Name));
        return [.. names.Distinct().Order(StringComparer.Ordinal)];
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult;
            result?.Parent is not null;
            result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(result.Command.Name);
        return string.Join(' ', names);
    }
}

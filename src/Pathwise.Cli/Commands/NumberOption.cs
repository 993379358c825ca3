using System.CommandLine;
using System.Globalization;

namespace Pathwise.Cli.Commands;

/// <summary>Options whose value is a number, and whose errors say what number is wanted.</summary>
internal static class NumberOption
{
    /// <summary>An option for a whole number; <c>200000</c>, <c>200_000</c>, <c>200k</c>,
    /// <c>0.2M</c> and <c>2e5</c> are one number.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">For help.</param>
    /// <param name="least">The least number allowed.</param>
    /// <param name="most">The greatest number allowed.</param>
    /// <param name="placeholder">What stands for the value in help.</param>
    public static Option<long?> Whole(
        string name, string description, long least, long most = long.MaxValue, string placeholder = "n") =>
        new(name)
        {
            Description = description,
            HelpName = placeholder,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (TryParse(text, out var value) && value >= least && value <= most) return value;
                result.AddError(WholeNumber(name, text, least, most));
                return null;
            },
        };

    /// <summary>An option for a small whole number that has a default.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">For help.</param>
    /// <param name="standard">The default.</param>
    /// <param name="least">The least number allowed.</param>
    /// <param name="most">The greatest number allowed.</param>
    public static Option<int> Count(string name, string description, int standard, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (TryParse(text, out var value) && value >= least && value <= most) return (int)value;
            result.AddError(WholeNumber(name, text, least, most));
            return standard;
        },
    };

    /// <summary>An option for a share that is neither nothing nor all.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">For help.</param>
    /// <param name="standard">The default.</param>
    public static Option<double> Share(string name, string description, double standard) => new(name)
    {
        Description = description,
        HelpName = "share",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                && share is > 0 and < 1)
                return share;
            result.AddError($"The value of {name} cannot be '{text}'; it must be a number between 0 and 1.");
            return standard;
        },
    };

    /// <summary>An option for a seed: any whole number of 64 bits.</summary>
    public static Option<ulong?> Seed(string description) => new("--seed")
    {
        Description = description,
        HelpName = "n",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return seed;
            result.AddError($"The seed cannot be '{text}'; it must be a whole number from 0 to {ulong.MaxValue}.");
            return null;
        },
    };

    private static string WholeNumber(string name, string text, long least, long most) =>
        $"The value of {name} cannot be '{text}'; it must be a whole number "
        + (most == long.MaxValue ? $"of at least {least}." : $"from {least} to {most}.");

    private static bool TryParse(string text, out long value)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) return true;

        var unit = digits.Length == 0
            ? 1
            : digits[^1] switch { 'k' or 'K' => 1e3, 'm' or 'M' => 1e6, 'g' or 'G' => 1e9, _ => 1 };
        if (!double.TryParse(
            unit == 1 ? digits : digits[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return false;
        number *= unit;
        if (number != Math.Truncate(number) || Math.Abs(number) > 9e15) return false;
        value = (long)number;
        return true;
    }
}

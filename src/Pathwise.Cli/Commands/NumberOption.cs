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
                result.AddError(most == long.MaxValue
                    ? $"The value of {name} cannot be '{text}'; it must be a whole number of at least {least}."
                    : $"The value of {name} cannot be '{text}'; it must be a whole number from {least} to {most}.");
                return null;
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

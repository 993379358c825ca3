using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pathwise.Bandits;

/// <summary>One number that a strategy or a problem is set up with.</summary>
/// <param name="Name">What a user types: <c>"step-size"</c>.</param>
/// <param name="Symbol">How the source writes it: <c>"α"</c>.</param>
/// <param name="Default">Its value where none is given.</param>
/// <param name="Least">The least value allowed.</param>
/// <param name="Most">The greatest value allowed.</param>
/// <param name="Meaning">One phrase, without a full stop.</param>
public sealed record BanditParameter(
    string Name, string Symbol, double Default, double Least, double Most, string Meaning)
{
    /// <summary>Whether <see cref="Least"/> itself is not allowed.</summary>
    public bool LeastIsExcluded { get; init; }

    /// <summary>Whether it is always written, and first, without its name.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>Whether it is 0 or 1, typed as <c>false</c> and <c>true</c>.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Whether only whole numbers are allowed.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What is allowed: <c>[0, 1]</c>, <c>(0, 1000000]</c>, <c>true or false</c>.</summary>
    public string Range =>
        IsSwitch ? "true or false" : $"{(LeastIsExcluded ? "(" : "[")}{Text(Least)}, {Text(Most)}]";

    /// <summary>Whether a value is allowed.</summary>
    /// <param name="value">Any number.</param>
    public bool Allows(double value) =>
        (LeastIsExcluded ? value > Least : value >= Least) && value <= Most
        && (!(IsWhole || IsSwitch) || Math.Floor(value) == value);

    /// <summary>Writes a value as a user types it.</summary>
    /// <param name="value">The value.</param>
    public string Format(double value) => IsSwitch ? value == 0 ? "false" : "true" : Text(value);

    /// <summary>Reads what a user typed.</summary>
    /// <param name="text">The value's text.</param>
    /// <param name="where">What the sentence about an error begins with: <c>"The strategy 'ucb:x'"</c>.</param>
    /// <exception cref="BadInputException">It is no number, or not allowed.</exception>
    public double Parse(string text, string where)
    {
        var value = IsSwitch
            ? text switch { "true" => 1, "false" => 0, _ => double.NaN }
            : Number(text);
        return Allows(value) ? value : throw new BadInputException(
            $"{where} cannot have {Name} = '{text}'; it must be {Requirement}.");
    }

    /// <summary>Refuses what is not allowed.</summary>
    internal double Checked(double value, [CallerArgumentExpression(nameof(value))] string argument = "") =>
        Allows(value) ? value : throw new ArgumentOutOfRangeException(
            argument, value, $"The parameter {Name} must be {Requirement}.");

    private string Requirement =>
        IsSwitch ? Range : $"a {(IsWhole ? "whole" : "real")} number {Range}";

    /// <summary>A number, also as a power (2^-5) or a fraction (1/32), as books write them.</summary>
    private static double Number(string text)
    {
        var parts = text.Split('^', '/');
        if (parts.Length > 2 || !TryParse(parts[0], out var first)) return double.NaN;
        if (parts.Length == 1) return first;
        if (!TryParse(parts[1], out var second)) return double.NaN;
        return text.Contains('^', StringComparison.Ordinal) ? Math.Pow(first, second) : first / second;
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

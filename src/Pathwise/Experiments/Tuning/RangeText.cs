using System.Globalization;
using System.Numerics;
using Pathwise.Options;

namespace Pathwise.Experiments.Tuning;

/// <summary>Reads ranges as users type them: <c>stepSize=log:1e-5..1e-2</c>, <c>batchSize=32,64,128</c>,
/// <c>normalize</c>.</summary>
internal static class RangeText
{
    private const string Between = "..", Example = "--vary stepSize=log:1e-5..1e-2";

    /// <summary>Reads one.</summary>
    /// <exception cref="BadInputException">There is no such option, or it cannot have such values.</exception>
    internal static TunedSetting Parse(Settings settings, string text)
    {
        var (name, range) = text.Split('=', 2) is [var before, var after] ? (before.Trim(), after.Trim())
            : (text.Trim(), "");
        if (name.Length == 0 || (range.Length == 0 && text.Contains('=', StringComparison.Ordinal)))
            throw new BadInputException(
                $"The value of --vary cannot be '{text}'; it must be name=range, as in {Example}.");
        settings.TextOf(settings.Defaults, name);                              // names the nearest if there is no such
        var setting = settings.All.First(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        try
        {
            return new(setting.Name, range, RangeOf(settings, setting, range));
        }
        catch (ArgumentException e)
        {
            throw new BadInputException(
                $"The range of {setting.Name} cannot be '{range}': {Sentence(e)}.", e);
        }
    }

    private static ISettingRange RangeOf(Settings settings, Setting setting, string range)
    {
        if (range.Length == 0) return All(setting);
        if (range.Contains(Between, StringComparison.Ordinal)) return Numbers(settings, setting, range);
        string[] values =
            [.. range.Split(range.Contains('|', StringComparison.Ordinal) ? '|' : ',').Select(value => value.Trim())];
        foreach (var value in values) settings.With(settings.Defaults, setting.Name, value);
        return values.Length > 1 ? new ChoiceRange(values) : throw new BadInputException(
            $"The option {setting.Name} has one value only, {values[0]}; give a range, as in {Example}, or fix it with "
            + $"--set {setting.Name}={values[0]}.");
    }

    private static ChoiceRange All(Setting setting) =>
        setting.Allowed.Count > 1 ? new(setting.Allowed)
        : setting.Type == "true or false" ? new(["false", "true"])
        : throw new BadInputException(
            $"The option {setting.Name} has too many values to try them all; give a range, as in {Example}.");

    /// <summary>Two ends, with a scale before them, and before that the shape of a schedule.</summary>
    private static ISettingRange Numbers(Settings settings, Setting setting, string range)
    {
        var parts = range.Split(':');
        var ends = parts[^1].Split(Between);
        string[] before = parts[..^1];
        var scale = before.Length == 0 ? null : before[^1];
        if (scale is "log" or "gap" or "pow2") before = before[..^1];
        else scale = null;
        var shape = string.Concat(before.Select(part => part + ":"));
        if (ends is not [var low, var high] || Number(low) is not { } from || Number(high) is not { } to)
            throw new BadInputException(
                $"The range of {setting.Name} cannot be '{range}'; it must be two numbers, as in 0.9..0.999, "
                + "log:1e-5..1e-2, gap:0.9..0.9999 or pow2:8..2048, or values, as in 32,64,128.");
        foreach (var end in ends) settings.With(settings.Defaults, setting.Name, shape + end.Trim());
        return scale == "pow2" ? PowersOfTwo(from, to, shape) : new NumberRange(from, to, scale switch
        {
            "log" => RangeScale.Logarithmic,
            "gap" => RangeScale.Gap,
            _ => RangeScale.Linear,
        }, setting.IsWhole, shape);
    }

    private static ChoiceRange PowersOfTwo(double from, double to, string before)
    {
        if (!IsPower(from) || !IsPower(to) || from >= to)
            throw new ArgumentException("both ends must be powers of two, the lower one first", nameof(from));
        var values = new List<string>();
        for (var power = from; power <= to; power *= 2)
            values.Add(before + power.ToString(CultureInfo.InvariantCulture));
        return new(values);

        static bool IsPower(double number) =>
            number >= 1 && number <= 1L << 40 && number == Math.Truncate(number) && BitOperations.IsPow2((long)number);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    /// <summary>What an exception says, without the parameter's name.</summary>
    private static string Sentence(ArgumentException e) => e.Message.Split(" (Parameter")[0].TrimEnd('.');
}

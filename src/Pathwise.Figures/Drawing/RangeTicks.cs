using System.Globalization;
using Pathwise.Experiments.Tuning;

namespace Pathwise.Figures.Drawing;

/// <summary>Ticks of an axis along which settings lie at their positions in a range.</summary>
internal static class RangeTicks
{
    private const int MostLetters = 32;

    /// <summary>Positions, in [0, 1], with their names.</summary>
    public static (double At, string Name)[] Of(ISettingRange range) => range switch
    {
        ChoiceRange choice => Thinned([.. choice.Values.Select(value => (choice.PositionOf(value), Short(value)))]),
        NumberRange numbers => [.. NumbersOf(numbers)
            .Where(number => number >= numbers.Low && number <= numbers.High)
            .Select(number => (numbers.PositionOf(numbers.Before + Text(number)), NameOf(number)))],
        _ => [],
    };

    private static IEnumerable<double> NumbersOf(NumberRange range)
    {
        if (range.Scale == RangeScale.Linear) return Ticks.Between(range.Low, range.High, 4);
        var isGap = range.Scale == RangeScale.Gap;
        var (from, to) = isGap ? (1 - range.High, 1 - range.Low) : (range.Low, range.High);
        double[] within = to / from < 20 ? [1, 2, 5] : [1];
        var (first, last) = ((int)Math.Floor(Math.Log10(from)), (int)Math.Ceiling(Math.Log10(to)));
        var stride = ((last - first) / 7) + 1;
        return Enumerable.Range(first, last - first + 1).Where(power => (power - first) % stride == 0)
            .SelectMany(power => within.Select(digit => Decimal(digit, power)))
            .Select(number => isGap ? 1 - number : number)
            .Select(number => (double)number);
    }

    private static decimal Decimal(double digit, int power) =>
        decimal.Parse($"{digit}e{power}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>As many as have room beside each other.</summary>
    private static (double At, string Name)[] Thinned((double At, string Name)[] ticks)
    {
        var letters = ticks.Length * (ticks.Max(tick => tick.Name.Length) + 1);
        return [.. ticks.Where((_, i) => i % (((letters - 1) / MostLetters) + 1) == 0)];
    }

    private static string NameOf(double number) => Math.Abs(number) is >= 1e-3 or 0
        ? Ticks.Name(number)
        : number.ToString("0.##e0", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Short(string value) => value.Length <= 12 ? value : value[..11] + "…";

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Pathwise.Figures.Drawing;

/// <summary>Round positions on an axis, and short names for them: 0, 100k, 200k; −80, −60, …</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten between two values, about as many as wished.</summary>
    /// <param name="low">Where the axis begins.</param>
    /// <param name="high">Where it ends; above <paramref name="low"/>.</param>
    /// <param name="wished">About how many ticks.</param>
    public static double[] Between(double low, double high, int wished)
    {
        var step = RoundStep((high - low) / wished);
        var (first, last) = (Math.Ceiling((low / step) - 1e-9), Math.Floor((high / step) + 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>The distance of round ticks: the smallest of 1, 2,
    /// 5 times a power of ten that is not below a length.</summary>
    public static double RoundStep(double length)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        return (length / power) switch
        {
            <= 1 + 1e-9 => power,
            <= 2 + 1e-9 => 2 * power,
            <= 5 + 1e-9 => 5 * power,
            _ => 10 * power,
        };
    }

    /// <summary>A number as it stands beside an axis: thousands as k, millions as M, and a true minus sign.</summary>
    public static string Name(double value)
    {
        var (scaled, unit) = Math.Abs(value) switch
        {
            >= 1e9 => (value / 1e9, "G"),
            >= 1e6 => (value / 1e6, "M"),
            >= 1e4 => (value / 1e3, "k"),
            _ => (value, ""),
        };
        var digits = Math.Round(scaled, 6).ToString("0.######", CultureInfo.InvariantCulture);
        return digits.Replace('-', '−') + unit;
    }
}

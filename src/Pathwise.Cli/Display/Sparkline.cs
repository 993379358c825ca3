namespace Pathwise.Cli.Display;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws values from their least to their greatest.</summary>
    /// <param name="values">Finite numbers.</param>
    /// <param name="width">Characters; with fewer values than that, one for each.</param>
    public static string Of(double[] values, int width)
    {
        if (values.Length == 0) return "";
        var columns = Math.Min(width, values.Length);
        var means = Enumerable.Range(0, columns)
            .Select(c => values[(c * values.Length / columns)..((c + 1) * values.Length / columns)].Average())
            .ToArray();
        var (low, high) = (means.Min(), means.Max());
        var height = high > low ? high - low : 1;
        return string.Concat(
            means.Select(mean => Bars[(int)Math.Min(Bars.Length - 1, (mean - low) / height * Bars.Length)]));
    }
}

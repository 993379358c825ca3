using System.Globalization;

namespace Pathwise.Cli.Display;

/// <summary>How numbers are written for people.</summary>
internal static class Wording
{
    /// <summary>A whole number, in groups of three.</summary>
    public static string Count(double value) =>
        double.IsFinite(value) ? Math.Round(value).ToString("#,0", CultureInfo.InvariantCulture) : "–";

    /// <summary>How many of something: <c>1 epoch</c>, <c>1,200 epochs</c>.</summary>
    public static string Count(double value, string one) => value == 1 ? $"1 {one}" : $"{Count(value)} {one}s";

    /// <summary>A number as it would be typed.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A return: one decimal, and a true minus sign; a dash where there is none.</summary>
    public static string Return(double value) =>
        double.IsFinite(value) ? value.ToString("#,0.0", CultureInfo.InvariantCulture).Replace('-', '−') : "–";

    /// <summary>A speed.</summary>
    public static string Speed(double stepsPerSecond) => $"{Count(stepsPerSecond)} steps/s";

    /// <summary>A length of time: <c>3.2 s</c>, <c>4 min 05 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Time(TimeSpan time)
    {
        var whole = (long)Math.Round(time.TotalSeconds);
        return whole switch
        {
            < 60 when time.TotalSeconds < 59.95 =>
                string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole / 60 % 60:00} min"),
        };
    }

    /// <summary>A share in whole per cent.</summary>
    public static string Share(double fraction) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * fraction):0} %");

    /// <summary>A path as it is seen from where the user stands, if that is below.</summary>
    public static string Path(string full)
    {
        var relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }
}

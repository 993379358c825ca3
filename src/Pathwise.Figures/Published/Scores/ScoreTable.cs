using System.Globalization;
using System.Text;

namespace Pathwise.Figures.Published.Scores;

/// <summary>Scores as a table in Markdown: here beside published.</summary>
internal static class ScoreTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="scores">In the order of rows.</param>
    /// <param name="peer">Who published the numbers beside ours.</param>
    public static string Of(IReadOnlyList<Score> scores, string peer)
    {
        var text = new StringBuilder();
        text.Append("| environment | algorithm | preset | steps ");
        text.Append("| here: interquartile mean [95 %] | here: mean ± s.e. ");
        text.Append(CultureInfo.InvariantCulture, $"| {peer} |\n");
        text.Append("|---|---|---|---:|---:|---:|---:|\n");
        foreach (var score in scores)
        {
            var (line, over) = (score.Line, score.Over);
            string[] cells =
            [
                line.Environment, line.Algorithm, line.Preset,
                score.Steps.ToString("N0", CultureInfo.InvariantCulture),
                $"{Number(over.InterquartileMean)} [{Number(score.Interval.Low)}, {Number(score.Interval.High)}]",
                over.StandardError is { } error ? $"{Number(over.Mean)} ± {Number(error)}" : Number(over.Mean),
                line.Published is { } published ? $"{Number(published)} ± {Number(line.PublishedDeviation)}" : "",
            ];
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
        }

        return text.ToString();
    }

    private static string Number(double value) =>
        value.ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−');
}

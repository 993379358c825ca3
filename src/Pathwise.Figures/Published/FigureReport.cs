using System.Globalization;
using System.Text;

namespace Pathwise.Figures.Published;

/// <summary>What a reproduction brought: numbers beside the published ones, and the picture.</summary>
/// <param name="Figure">Which figure.</param>
/// <param name="Rows">The numbers.</param>
/// <param name="Picture">The figure, drawn anew.</param>
public sealed record FigureReport(PublishedFigure Figure, IReadOnlyList<FigureRow> Rows, Picture Picture)
{
    /// <summary>Whether every number is within its tolerance.</summary>
    public bool Within => Rows.All(row => row.Within);

    /// <summary>The numbers as a table in Markdown, under the figure's title and source.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"# {Figure.Title}\n\n{Figure.Summary}\n\nSource: {Figure.Source}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"![{Figure.Title}]({Figure.Id}.png)\n\n");
        text.Append("| what | here | s.e. | reference | s.e. | within 4 s.e. |\n|---|---:|---:|---:|---:|:---:|\n");
        foreach (var row in Rows)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {Number(row.Here)} | {Number(row.StandardError)} | "
                + $"{Number(row.Published)} | {Number(row.PublishedStandardError)} | "
                + $"{(row.Within ? "yes" : "**no**")} |\n");
        return text.ToString();
    }

    /// <summary>Writes the table; the picture is expected beside it, as .png.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void SaveMarkdown(string path) => OutputFile.Write(path, Encoding.UTF8.GetBytes(ToMarkdown()));

    /// <summary>A number with three decimals, five below 0.01, and a true minus sign.</summary>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) < 0.01 && value != 0 ? "0.00000" : "0.000", CultureInfo.InvariantCulture)
            .Replace('-', '−');
}

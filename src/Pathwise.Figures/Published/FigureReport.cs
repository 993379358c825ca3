using System.Globalization;
using System.Text;

namespace Pathwise.Figures.Published;

/// <summary>What a reproduction brought: numbers beside the published ones, and the picture.</summary>
/// <param name="Figure">Which figure.</param>
/// <param name="Rows">The numbers.</param>
/// <param name="Picture">The figure, drawn anew.</param>
public sealed record FigureReport(PublishedFigure Figure, IReadOnlyList<FigureRow> Rows, Picture Picture)
{
    private const string
        ExactHeader = "| what | here | printed | tolerance | within |\n|---|---:|---:|---:|:---:|\n",
        MeasuredHeader = "| what | here | s.e. | reference | s.e. | within 4 s.e. |\n|---|---:|---:|---:|---:|:---:|\n";

    /// <summary>How it was computed, and what is missing; empty if there is nothing to say.</summary>
    public string Note { get; init; } = "";

    /// <summary>A table in Markdown of what the rows have no room for, to stand below them; empty for none.</summary>
    public string Table { get; init; } = "";

    /// <summary>How much was computed.</summary>
    public FigureSize Size { get; init; }

    /// <summary>Whether no number depends on chance.</summary>
    public bool IsExact => Rows.All(row => row is { StandardError: 0, PublishedStandardError: 0 });

    /// <summary>Whether every number is within its tolerance.</summary>
    public bool Within => Rows.All(row => row.Within);

    /// <summary>The numbers as a table in Markdown, under the figure's title and source.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"# {Figure.Title}\n\n{Figure.Summary}\n\nSource: {Figure.Source}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"![{Figure.Title}]({Figure.Id}.png)\n\n");
        if (Figure.FullSize.Length > 0)
            text.Append(Size == FigureSize.Full ? "In full: " : "In the usual size; in full: ")
                .Append(CultureInfo.InvariantCulture, $"{Figure.FullSize}\n\n");
        if (Note.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{Note}\n\n");
        text.Append(IsExact ? ExactHeader : MeasuredHeader);
        foreach (var row in Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Cells(row))} |\n");
        if (Table.Length > 0) text.Append('\n').Append(Table);
        return text.ToString();
    }

    private string[] Cells(FigureRow row) =>
        [
            row.Name.Replace("|", "\\|", StringComparison.Ordinal), .. Numbers(row, IsExact),
            !row.HasVerdict ? "" : row.Within ? "yes" : "**no**",
        ];

    /// <summary>The numbers of a row as they stand in a table: here, published, and their tolerance or standard
    /// errors.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isExact">Whether the table has tolerances, not standard errors.</param>
    public static string[] Numbers(FigureRow row, bool isExact)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (published, isNear) = (Number(row.Published), row.Comparison == FigureComparison.Near);
        published = row.Comparison switch
        {
            FigureComparison.AtLeast => "≥ " + published,
            FigureComparison.AtMost => "≤ " + published,
            FigureComparison.None => "",
            _ => published,
        };
        return isExact
            ? [Number(row.Here), published, isNear ? Number(row.Tolerance) : ""]
            : [
                Number(row.Here), row is { HasVerdict: false, StandardError: 0 } ? "" : Number(row.StandardError),
                published, isNear ? Number(row.PublishedStandardError) : "",
            ];
    }

    /// <summary>Writes the table; the picture is expected beside it, as .png.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void SaveMarkdown(string path) => OutputFile.Write(path, Encoding.UTF8.GetBytes(ToMarkdown()));

    /// <summary>A number with three decimals, five below 0.01, a power of ten below 0.00001, and a true minus
    /// sign.</summary>
    public static string Number(double value) =>
        value.ToString(
            Math.Abs(value) switch { 0 => "0.000", < 0.00001 => "0.0E+0", < 0.01 => "0.00000", _ => "0.000" },
            CultureInfo.InvariantCulture)
            .Replace('-', '−');
}

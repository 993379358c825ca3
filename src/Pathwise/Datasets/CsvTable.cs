using System.Globalization;
using System.Text;

namespace Pathwise.Datasets;

/// <summary>The numbers of a text file in rows and columns, all finite.</summary>
internal sealed class CsvTable
{
    private readonly string _path;
    private readonly string[]? _names;
    private readonly int _firstLine;

    private CsvTable(string path, string[]? names, int columns, float[] numbers)
    {
        (_path, _names, Columns, Numbers) = (path, names, columns, numbers);
        _firstLine = names is null ? 1 : 2;
    }

    /// <summary>Columns, ≥ 1.</summary>
    internal int Columns { get; }

    /// <summary>Rows, ≥ 1.</summary>
    internal int Rows => Numbers.Length / Columns;

    /// <summary>[rows, columns].</summary>
    internal float[] Numbers { get; }

    /// <summary>Reads a file; a null header is seen by itself.</summary>
    /// <exception cref="BadInputException">It holds no table of numbers.</exception>
    internal static CsvTable Read(string path, bool? hasHeader)
    {
        ReadOnlySpan<char> text = Encoding.UTF8.GetString(DataFile.ReadAll(path));
        text = text.TrimStart('\uFEFF').TrimEnd(['\n', '\r']);                 // the mark some editors begin with
        if (text.IsEmpty) throw Empty(path);

        string[]? names = null;
        var (numbers, fields) = (new List<float>(), new List<string>());
        var (separator, columns, line) = (',', 0, 0);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            var one = (end < 0 ? text : text[..end]).TrimEnd('\r');
            text = end < 0 ? [] : text[(end + 1)..];
            if (line++ == 0) separator = SeparatorOf(one);
            Split(one, separator, fields);
            if (line == 1)
            {
                columns = fields.Count;
                if (hasHeader ?? !fields.Exists(IsNumber))
                {
                    names = [.. fields];
                    continue;
                }
            }

            if (fields.Count != columns) throw new BadInputException(
                $"Line {line} of '{path}' has {Fields(fields.Count)} where the first line has {columns}; "
                + "each line must have as many.");
            for (var column = 0; column < columns; column++)
                numbers.Add(Parse(path, line, ColumnName(names, column), fields[column]));
        }

        return numbers.Count == 0 ? throw Empty(path) : new(path, names, columns, [.. numbers]);
    }

    /// <summary>A column by its name, or its number from 1 on.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    internal int Column(string column)
    {
        var named = _names is null ? -1 : Array.IndexOf(_names, column);
        if (named >= 0) return named;
        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= Columns)
            return number - 1;
        throw _names is not null ? BadInputException.Unknown($"column of '{_path}'", column, _names) : new(
            $"There is no column '{column}' in '{_path}'; "
            + $"its columns have no names, only numbers from 1 to {Columns}.");
    }

    /// <summary>A whole number from 0 to a greatest one.</summary>
    /// <exception cref="BadInputException">It is another number.</exception>
    internal int WholeNumber(int row, int column, int greatest)
    {
        var number = Numbers[(row * Columns) + column];
        return number >= 0 && number <= greatest && number % 1 == 0 ? (int)number : throw new BadInputException(
            $"Line {row + _firstLine} of '{_path}' holds {number.ToString(CultureInfo.InvariantCulture)} in "
            + $"{ColumnName(_names, column)}; it must be a whole number from 0 to {greatest}.");
    }

    private static char SeparatorOf(ReadOnlySpan<char> line)
    {
        foreach (var separator in ",;\t")
            if (line.Contains(separator)) return separator;
        return ',';
    }

    private static void Split(ReadOnlySpan<char> line, char separator, List<string> fields)
    {
        fields.Clear();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"') isQuoted = !isQuoted;
            if (i < line.Length && (isQuoted || line[i] != separator)) continue;
            var field = line[start..i].Trim();
            fields.Add(field is ['"', .. var inner, '"']
                ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).Trim()
                : field.ToString());
            start = i + 1;
        }
    }

    private static bool IsNumber(string field) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static float Parse(string path, int line, string column, string field)
    {
        var isNumber = float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (isNumber && float.IsFinite(number)) return number;
        var problem = field.Length == 0 ? "is empty" : $"holds '{Shown(field)}'";
        throw new BadInputException($"Line {line} of '{path}' {problem} in {column}; it must be a finite number.");
    }

    private static string Shown(string field) => field.Length <= 40 ? field : field[..40] + "…";

    private static string ColumnName(string[]? names, int column) =>
        names is null ? $"column {column + 1}" : $"column {column + 1} ('{Shown(names[column])}')";

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    private static BadInputException Empty(string path) =>
        new($"The file '{path}' has no line of numbers; give a table with at least one.");
}

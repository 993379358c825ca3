using System.Globalization;

namespace Pathwise.Figures.Published;

/// <summary>Numbers as a figure prints them, row by row.</summary>
internal static class PrintedNumbers
{
    /// <summary>Compares values with a printed board.</summary>
    /// <param name="name">What the values are.</param>
    /// <param name="values">The values, cell by cell.</param>
    /// <param name="printed">The printed ones, with spaces between.</param>
    /// <param name="columns">Cells in a row, for their names.</param>
    /// <param name="tolerance">Half of the last digit's unit.</param>
    public static IEnumerable<FigureRow> Compare(
        string name, double[] values, string printed, int columns, double tolerance)
    {
        double[] numbers =
        [
            .. printed.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
        ];
        if (numbers.Length != values.Length)
            throw new InvalidOperationException($"{name}: {numbers.Length} numbers for {values.Length} cells.");
        return values.Select((value, cell) => FigureRow.Exact(
            string.Create(
                CultureInfo.InvariantCulture, $"{name}, row {(cell / columns) + 1}, column {(cell % columns) + 1}"),
            value, numbers[cell], tolerance));
    }
}

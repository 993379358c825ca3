using System.Globalization;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures;

/// <summary>Jack's car rental as the book's Figure 4.2 has it: cars at the first place upwards, at the second to the
/// right.</summary>
public static class CarRentalPicture
{
    /// <summary>How many states the process has.</summary>
    public const int States = Evenings * Evenings;

    private const int Evenings = 21, MostMoved = 5;
    private const float PanelHeight = 300;

    /// <summary>Draws values and what to do.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="values">v, [States].</param>
    /// <param name="actions">The labels of the best actions, [States].</param>
    public static Picture Draw(
        string title, IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<int>> actions)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Count, States);
        return new Sheet(
            title, "Left: cars moved from the first place to the second overnight. Right: the value.", 2, PanelHeight)
            .Add(Moves("π", [.. actions.Select(labels => labels[0])]))
            .Add(Values("v", values)).ToPicture();
    }

    /// <summary>Cars moved, by the cars at either place.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="labels">The action of each state, [States]: cars moved and 5.</param>
    internal static HeatPanel Moves(string title, int[] labels) => Panel(
        title, state => labels[state] - MostMoved, new(-MostMoved, MostMoved),
        moved => moved == 0 ? "0" : moved.ToString("+0;−0", CultureInfo.InvariantCulture));

    /// <summary>Values, by the cars at either place.</summary>
    internal static HeatPanel Values(string title, IReadOnlyList<double> values) =>
        Panel(title, state => values[state], ColourScale.Of(values), null);

    private static HeatPanel Panel(string title, Func<int, double> of, ColourScale scale, Func<double, string>? inField)
    {
        string[] names = [.. Enumerable.Range(0, Evenings).Select(cars => cars % 5 == 0 ? $"{cars}" : "")];
        return new()
        {
            Title = title,
            Values =
            [
                .. Enumerable.Range(0, Evenings).Select(first => Enumerable.Range(0, Evenings)
                    .Select(second => of((first * Evenings) + second)).ToArray()),
            ],
            Scale = scale,
            RowNames = names,
            ColumnNames = names,
            RowLabel = "cars at the first place",
            ColumnLabel = "cars at the second place",
            InField = inField,
        };
    }
}

using Pathwise.DecisionProcesses;
using Pathwise.Figures.Drawing.Panels;

namespace Pathwise.Figures;

/// <summary>The taxi's town, once for each place where the passenger wants to go, and once for each where the passenger
/// waits.</summary>
public static class TaxiPicture
{
    /// <summary>How many states the process has.</summary>
    public const int States = 500;

    private const int Side = 5, Places = 4, InTaxi = 4, PickUp = 4;
    private const float PanelHeight = 5 * 52;
    private const string Letters = "RGYB";

    private static readonly int[] Stands = [0, 4, 20, 23];

    private static readonly (int Row, int Column)[] WallsRightOf = [(0, 1), (1, 1), (3, 0), (3, 2), (4, 0), (4, 2)];

    /// <summary>Draws values and best actions.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="process">The process, for the names of its actions.</param>
    /// <param name="values">v, [States].</param>
    /// <param name="actions">The labels of the best actions, [States].</param>
    public static Picture Draw(
        string title, FiniteMdp process, IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<int>> actions)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Count, States);
        var scale = ColourScale.Of(values);
        var digits = ProcessPicture.Digits(values);
        var sheet = new Sheet(
            title, "Above: with the passenger, on the way to each stand. Below: to a passenger at a stand, who wants "
                + "to go to the next one.", Places, PanelHeight);
        for (var destination = 0; destination < Places; destination++)
            sheet.Add(Town($"passenger to {Letters[destination]}", InTaxi, destination));
        for (var place = 0; place < Places; place++)
            sheet.Add(Town(
                $"passenger at {Letters[place]}, to {Letters[(place + 1) % Places]}", place, (place + 1) % Places));
        return sheet.ToPicture();

        GridPanel Town(string name, int passenger, int destination)
        {
            var cells = new GridCell[Side * Side];
            for (var cell = 0; cell < cells.Length; cell++)
            {
                var state = (((cell * (Places + 1)) + passenger) * Places) + destination;
                int[] arrows =
                [
                    .. actions[state].Select(label => ProcessPicture.DirectionOf(process.NameOfAction(label)))
                        .Where(direction => direction >= 0),
                ];
                var stand = Array.IndexOf(Stands, cell);
                var served = arrows.Length > 0 ? "" : actions[state].Contains(PickUp) ? " in" : " out";
                cells[cell] = new(
                    values[state], arrows, stand < 0 ? "" : Letters[stand] + served);
            }

            return new(name, Side, cells, scale, value => ProcessPicture.Number(value, digits))
            {
                WallsRightOf = WallsRightOf,
            };
        }
    }
}

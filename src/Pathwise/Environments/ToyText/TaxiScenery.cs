namespace Pathwise.Environments.ToyText;

/// <summary>Draws the city: walls, stands by their letters, the taxi, the passenger and where they want to
/// go.</summary>
internal static class TaxiScenery
{
    private const string Letters = "RGYB";
    private const int Size = TaxiRide.Size;

    /// <summary>Draws a state.</summary>
    /// <param name="place">Where everything is.</param>
    /// <param name="canvas">Where to draw.</param>
    public static void Draw(TaxiRide.Place place, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(-0.1, -0.1, Size + 0.1, Size + 0.1);
        canvas.Line([new(0, 0), new(Size, 0), new(Size, Size), new(0, Size), new(0, 0)], 0.06, Ink.Black);
        for (var line = 1; line < Size; line++)
        {
            canvas.Line([new(0, line), new(Size, line)], 0.02, Ink.Grey);
            canvas.Line([new(line, 0), new(line, Size)], 0.02, Ink.Grey);
        }

        foreach (var (row, column) in TaxiRide.Walls)
            canvas.Line([new(column + 1, Size - row), new(column + 1, Size - row - 1)], 0.1, Ink.Black);

        canvas.Circle(Middle(place.Row, place.Column), 0.35, place.IsInTaxi ? Ink.Orange : Ink.Blue);
        for (var stand = 0; stand < TaxiRide.Stands; stand++)
        {
            var (row, column) = TaxiRide.StandPlaces[stand];
            var ink = stand == place.Destination ? Ink.Green : stand == place.Passenger ? Ink.Orange : Ink.Black;
            canvas.Text(Middle(row, column), 0.5, Letters[stand].ToString(), ink);
        }
    }

    private static Point Middle(int row, int column) => new(column + 0.5, Size - row - 0.5);
}

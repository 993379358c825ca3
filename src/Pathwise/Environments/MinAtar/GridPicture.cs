namespace Pathwise.Environments.MinAtar;

/// <summary>Draws what is observed of the grid.</summary>
internal static class GridPicture
{
    private const double Frame = 0.08, Margin = 0.15;

    /// <summary>Draws an observation, channel upon channel in their order.</summary>
    /// <param name="observation">[100 · channels], row 0 at the top.</param>
    /// <param name="sprites">How each channel is drawn.</param>
    /// <param name="canvas">Where to draw.</param>
    public static void Draw(ReadOnlySpan<float> observation, ReadOnlySpan<Sprite> sprites, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(-Margin, -Margin, Board.Size + Margin, Board.Size + Margin);
        canvas.Line(
            [new(0, 0), new(Board.Size, 0), new(Board.Size, Board.Size), new(0, Board.Size), new(0, 0)],
            Frame, Ink.Grey);
        for (var channel = 0; channel < sprites.Length; channel++)
            for (var cell = 0; cell < Board.Cells; cell++)
                if (observation[(cell * sprites.Length) + channel] != 0)
                    Draw(cell, sprites[channel], canvas);
    }

    private static void Draw(int cell, Sprite sprite, ICanvas canvas)
    {
        var (row, column) = Math.DivRem(cell, Board.Size);
        var (x, y, reach) = (column + 0.5, Board.Size - row - 0.5, sprite.Size / 2);
        if (sprite.IsRound) canvas.Circle(new(x, y), reach, sprite.Ink);
        else
            canvas.Polygon(
                [
                    new(x - reach, y - reach), new(x + reach, y - reach),
                    new(x + reach, y + reach), new(x - reach, y + reach),
                ],
                sprite.Ink);
    }
}

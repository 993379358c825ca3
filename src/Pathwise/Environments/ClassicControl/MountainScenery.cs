namespace Pathwise.Environments.ClassicControl;

/// <summary>The valley of the two mountain cars: its height is sin(3x).</summary>
internal static class MountainScenery
{
    private const double Left = -1.2, Right = 0.6;
    private const int Pieces = 60;

    /// <summary>Draws valley, flag and car.</summary>
    public static void Draw(ICanvas canvas, double position, double goal)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(Left, 0, Right, 1.2);
        Span<Point> valley = stackalloc Point[Pieces + 3];
        for (var i = 0; i <= Pieces; i++)
        {
            var x = Left + (i * (Right - Left) / Pieces);
            valley[i] = new(x, Height(x));
        }

        (valley[Pieces + 1], valley[Pieces + 2]) = (new(Right, 0), new(Left, 0));
        canvas.Polygon(valley, Ink.Grey);
        canvas.Line(valley[..(Pieces + 1)], 0.012, Ink.Black);

        var pole = new Point(goal, Height(goal));
        canvas.Line([pole, new(goal, pole.Y + 0.15)], 0.012, Ink.Black);
        canvas.Polygon(
            [new(goal, pole.Y + 0.15), new(goal, pole.Y + 0.1), new(goal + 0.06, pole.Y + 0.125)], Ink.Green);

        var slope = Math.Atan(1.35 * Math.Cos(3 * position));
        var ground = new Point(position, Height(position));
        var (back, front) = (ground.Toward(slope, -0.04).Toward(slope + (Math.PI / 2), 0.02),
            ground.Toward(slope, 0.04).Toward(slope + (Math.PI / 2), 0.02));
        var (low, high) = (0.005, 0.05);
        canvas.Polygon(
            [back.Toward(slope, -0.02).Toward(slope + (Math.PI / 2), low),
             front.Toward(slope, 0.02).Toward(slope + (Math.PI / 2), low),
             front.Toward(slope, 0.01).Toward(slope + (Math.PI / 2), high),
             back.Toward(slope, -0.01).Toward(slope + (Math.PI / 2), high)],
            Ink.Blue);
        canvas.Circle(back, 0.018, Ink.Black);
        canvas.Circle(front, 0.018, Ink.Black);
    }

    private static double Height(double x) => 0.55 + (0.45 * Math.Sin(3 * x));
}

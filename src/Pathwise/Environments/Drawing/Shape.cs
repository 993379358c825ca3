namespace Pathwise.Environments.Drawing;

/// <summary>One thing in a <see cref="Scene"/>.</summary>
/// <param name="Ink">Its colour.</param>
public abstract record Shape(Ink Ink)
{
    /// <summary>Draws it.</summary>
    public abstract void DrawTo(ICanvas canvas);

    /// <summary>A line through points, with round ends and corners.</summary>
    /// <param name="Points">At least two.</param>
    /// <param name="Width">In units of the scene.</param>
    /// <param name="Ink">Its colour.</param>
    public sealed record Line(IReadOnlyList<Point> Points, double Width, Ink Ink) : Shape(Ink)
    {
        /// <inheritdoc/>
        public override void DrawTo(ICanvas canvas) => NotNull(canvas).Line([.. Points], Width, Ink);
    }

    /// <summary>A filled polygon.</summary>
    /// <param name="Corners">At least three.</param>
    /// <param name="Ink">Its colour.</param>
    public sealed record Polygon(IReadOnlyList<Point> Corners, Ink Ink) : Shape(Ink)
    {
        /// <inheritdoc/>
        public override void DrawTo(ICanvas canvas) => NotNull(canvas).Polygon([.. Corners], Ink);
    }

    /// <summary>A filled circle.</summary>
    /// <param name="Centre">Its centre.</param>
    /// <param name="Radius">In units of the scene.</param>
    /// <param name="Ink">Its colour.</param>
    public sealed record Circle(Point Centre, double Radius, Ink Ink) : Shape(Ink)
    {
        /// <inheritdoc/>
        public override void DrawTo(ICanvas canvas) => NotNull(canvas).Circle(Centre, Radius, Ink);
    }

    /// <summary>A short text, centred on a point.</summary>
    /// <param name="Centre">The middle of the text.</param>
    /// <param name="Height">The height of a capital letter's box, in units of the scene.</param>
    /// <param name="Content">One line.</param>
    /// <param name="Ink">Its colour.</param>
    public sealed record Text(Point Centre, double Height, string Content, Ink Ink) : Shape(Ink)
    {
        /// <inheritdoc/>
        public override void DrawTo(ICanvas canvas) => NotNull(canvas).Text(Centre, Height, Content, Ink);
    }

    private static ICanvas NotNull(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        return canvas;
    }
}

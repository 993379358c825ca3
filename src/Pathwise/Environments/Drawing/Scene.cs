namespace Pathwise.Environments.Drawing;

/// <summary>One frame as a list of shapes: recorded once, then drawn on any canvas.</summary>
public sealed class Scene : ICanvas
{
    private readonly List<Shape> _shapes = [];

    /// <summary>The least x that is shown.</summary>
    public double Left { get; private set; }

    /// <summary>The least y that is shown.</summary>
    public double Bottom { get; private set; }

    /// <summary>The greatest x that is shown.</summary>
    public double Right { get; private set; } = 1;

    /// <summary>The greatest y that is shown.</summary>
    public double Top { get; private set; } = 1;

    /// <summary>What is drawn, the lowest first.</summary>
    public IReadOnlyList<Shape> Shapes => _shapes;

    /// <summary>Records what is drawn.</summary>
    /// <param name="draw">What draws, such as an environment's <c>Draw</c>.</param>
    public static Scene Of(Action<ICanvas> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var scene = new Scene();
        draw(scene);
        return scene;
    }

    /// <summary>Draws the scene again, on another canvas.</summary>
    public void DrawTo(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.View(Left, Bottom, Right, Top);
        foreach (var shape in _shapes) shape.DrawTo(canvas);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The part of the plane is empty.</exception>
    public void View(double left, double bottom, double right, double top)
    {
        if (!(right > left && top > bottom && double.IsFinite(right - left) && double.IsFinite(top - bottom)))
            throw new ArgumentException("A view needs right > left and top > bottom, all finite.", nameof(right));
        (Left, Bottom, Right, Top) = (left, bottom, right, top);
    }

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<Point> points, double width, Ink ink) =>
        _shapes.Add(new Shape.Line(points.ToArray(), width, ink));

    /// <inheritdoc/>
    public void Polygon(ReadOnlySpan<Point> corners, Ink ink) => _shapes.Add(new Shape.Polygon(corners.ToArray(), ink));

    /// <inheritdoc/>
    public void Circle(Point centre, double radius, Ink ink) => _shapes.Add(new Shape.Circle(centre, radius, ink));

    /// <inheritdoc/>
    public void Text(Point centre, double height, string text, Ink ink) =>
        _shapes.Add(new Shape.Text(centre, height, text, ink));
}

namespace Pathwise.Environments;

/// <summary>Where an environment draws one frame; y grows upwards, units are the environment's own.</summary>
/// <remarks>What is drawn later lies on top.</remarks>
public interface ICanvas
{
    /// <summary>Says what part of the plane is shown; called first.</summary>
    /// <param name="left">The least x that is shown.</param>
    /// <param name="bottom">The least y that is shown.</param>
    /// <param name="right">The greatest x that is shown, > left.</param>
    /// <param name="top">The greatest y that is shown, > bottom.</param>
    void View(double left, double bottom, double right, double top);

    /// <summary>Draws a line through points, with round ends and corners.</summary>
    /// <param name="points">At least two.</param>
    /// <param name="width">The line's width, in units.</param>
    /// <param name="ink">Its colour.</param>
    void Line(ReadOnlySpan<Point> points, double width, Ink ink);

    /// <summary>Fills a polygon.</summary>
    /// <param name="corners">At least three.</param>
    /// <param name="ink">Its colour.</param>
    void Polygon(ReadOnlySpan<Point> corners, Ink ink);

    /// <summary>Fills a circle.</summary>
    /// <param name="centre">Its centre.</param>
    /// <param name="radius">Its radius, in units.</param>
    /// <param name="ink">Its colour.</param>
    void Circle(Point centre, double radius, Ink ink);

    /// <summary>Writes a short text, centred on a point.</summary>
    /// <param name="centre">The middle of the text.</param>
    /// <param name="height">The height of a capital letter's box, in units.</param>
    /// <param name="text">One line.</param>
    /// <param name="ink">Its colour.</param>
    void Text(Point centre, double height, string text, Ink ink);
}

using System.Globalization;
using System.Text;

namespace Pathwise.Environments.Drawing;

/// <summary>A shape as an SVG element: what stays the same in an animation, and the attributes that may move.</summary>
/// <param name="Name">The element: <c>polyline</c>, <c>polygon</c>, <c>circle</c>, <c>text</c>.</param>
/// <param name="Fixed">Attributes that do not move: colour, line width.</param>
/// <param name="Moving">Attributes that may: the geometry.</param>
/// <param name="Content">The text within it.</param>
internal sealed record SvgElement(string Name, string Fixed, (string Name, string Value)[] Moving, string Content)
{
    /// <summary>The element of a shape in pixels, y downwards.</summary>
    public static SvgElement Of(Shape shape, Scene scene, double scale)
    {
        string X(Point point) => Number((point.X - scene.Left) * scale);
        string Y(Point point) => Number((scene.Top - point.Y) * scale);
        string Points(IReadOnlyList<Point> points) =>
            string.Join(' ', points.Select(point => $"{X(point)},{Y(point)}"));
        var colour = $"#{shape.Ink.Rgb():X6}";

        return shape switch
        {
            Shape.Line line =>
                new("polyline", $"fill=\"none\" stroke=\"{colour}\" stroke-width=\"{Number(line.Width * scale)}\""
                + " stroke-linecap=\"round\" stroke-linejoin=\"round\"", [("points", Points(line.Points))], ""),
            Shape.Polygon polygon => new("polygon", $"fill=\"{colour}\"", [("points", Points(polygon.Corners))], ""),
            Shape.Circle circle => new("circle", $"fill=\"{colour}\"",
                [("cx", X(circle.Centre)), ("cy", Y(circle.Centre)), ("r", Number(circle.Radius * scale))], ""),
            Shape.Text text => new("text", $"fill=\"{colour}\" font-size=\"{Number(text.Height * scale)}\""
                + " font-family=\"sans-serif\" text-anchor=\"middle\" dominant-baseline=\"central\"",
                [("x", X(text.Centre)), ("y", Y(text.Centre))], Escaped(text.Content)),
            _ => throw new ArgumentException($"A {shape.GetType().Name} cannot be written as SVG.", nameof(shape)),
        };
    }

    /// <summary>Writes the element as it stands.</summary>
    public void WriteTo(StringBuilder svg) => WriteTo(svg, "");

    /// <summary>Writes the element with something inside it.</summary>
    public void WriteTo(StringBuilder svg, string inside)
    {
        svg.Append('<').Append(Name).Append(' ').Append(Fixed);
        foreach (var (name, value) in Moving)
            svg.Append(' ').Append(name).Append("=\"").Append(value).Append('"');
        if (Content.Length + inside.Length == 0) svg.Append("/>\n");
        else svg.Append('>').Append(Content).Append(inside).Append("</").Append(Name).Append(">\n");
    }

    /// <summary>A number of pixels, to a tenth.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}

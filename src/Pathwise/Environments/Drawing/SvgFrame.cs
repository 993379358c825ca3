using System.Globalization;
using System.Text;

namespace Pathwise.Environments.Drawing;

/// <summary>A scene as an SVG picture.</summary>
public static class SvgFrame
{
    /// <summary>Writes one scene.</summary>
    /// <param name="scene">What is drawn.</param>
    /// <param name="width">The picture's width in pixels, ≥ 1; the view decides its height.</param>
    /// <returns>An SVG document.</returns>
    public static string Of(Scene scene, int width = 480)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var svg = new StringBuilder();
        var scale = Open(svg, scene, width);
        foreach (var shape in scene.Shapes)
            SvgElement.Of(shape, scene, scale).WriteTo(svg);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Writes what a document of this view begins with.</summary>
    /// <returns>Pixels in a unit of the scene.</returns>
    internal static double Open(StringBuilder svg, Scene scene, int width)
    {
        var scale = width / (scene.Right - scene.Left);
        var height = Math.Max(1, (int)Math.Round((scene.Top - scene.Bottom) * scale));
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" "
            + $"viewBox=\"0 0 {width} {height}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" "
            + $"fill=\"#{Ink.Paper.Rgb():X6}\"/>\n");
        return scale;
    }
}

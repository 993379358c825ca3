using System.Globalization;
using System.Text;

namespace Pathwise.Environments.Drawing;

/// <summary>Scenes as one animated SVG that plays in a loop, in any browser, without a script.</summary>
/// <remarks>
/// Compact: shape k of every frame is one element, and only the attributes that move are listed, frame by frame (SMIL's
/// discrete animation). Where the frames differ in more than geometry, each becomes a group that is shown in its turn.
/// </remarks>
public static class SvgAnimation
{
    /// <summary>Writes an animation.</summary>
    /// <param name="frames">At least one; the first one's view holds for all.</param>
    /// <param name="framesPerSecond">How fast it plays, > 0.</param>
    /// <param name="width">The picture's width in pixels, ≥ 1.</param>
    /// <returns>An SVG document.</returns>
    public static string Of(IReadOnlyList<Scene> frames, double framesPerSecond, int width = 480)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerSecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);

        var svg = new StringBuilder();
        var scale = SvgFrame.Open(svg, frames[0], width);
        var elements = frames
            .Select(frame => frame.Shapes.Select(shape => SvgElement.Of(shape, frames[0], scale)).ToArray())
            .ToArray();
        var timing = string.Create(CultureInfo.InvariantCulture,
            $"dur=\"{frames.Count / framesPerSecond:0.###}s\" calcMode=\"discrete\" repeatCount=\"indefinite\"");
        if (elements.All(frame => AreAlike(frame, elements[0]))) WriteMovingElements(svg, elements, timing);
        else WriteFrames(svg, elements, timing);
        return svg.Append("</svg>\n").ToString();
    }

    private static bool AreAlike(SvgElement[] frame, SvgElement[] first) =>
        frame.Length == first.Length && frame.Zip(first).All(pair =>
            pair.First.Name == pair.Second.Name && pair.First.Fixed == pair.Second.Fixed
                && pair.First.Content == pair.Second.Content);

    private static void WriteMovingElements(StringBuilder svg, SvgElement[][] frames, string timing)
    {
        for (var k = 0; k < frames[0].Length; k++)
        {
            var motion = new StringBuilder();
            for (var m = 0; m < frames[0][k].Moving.Length; m++)
            {
                var values = Array.ConvertAll(frames, frame => frame[k].Moving[m].Value);
                if (values.All(value => value == values[0])) continue;
                motion.Append("<animate attributeName=\"").Append(frames[0][k].Moving[m].Name)
                    .Append("\" values=\"").AppendJoin(';', values).Append("\" ").Append(timing).Append("/>");
            }

            frames[0][k].WriteTo(svg, motion.ToString());
        }
    }

    private static void WriteFrames(StringBuilder svg, SvgElement[][] frames, string timing)
    {
        for (var f = 0; f < frames.Length; f++)
        {
            var turn = Enumerable.Range(0, frames.Length).Select(at => at == f ? "visible" : "hidden");
            svg.Append("<g visibility=\"").Append(f == 0 ? "visible" : "hidden")
                .Append("\"><animate attributeName=\"visibility\" values=\"")
                .AppendJoin(';', turn).Append("\" ").Append(timing).Append("/>\n");
            foreach (var element in frames[f]) element.WriteTo(svg);
            svg.Append("</g>\n");
        }
    }
}

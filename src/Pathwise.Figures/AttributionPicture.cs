using Pathwise.Datasets;

namespace Pathwise.Figures;

/// <summary>Images with the pixels that their scores come from: red where a pixel adds to the score, blue where it
/// takes away, the stronger the more.</summary>
public static class AttributionPicture
{
    private const double Dimmed = 0.45;

    /// <summary>Draws three rows: images, what a model makes of them, and their pixels' parts over the dimmed
    /// images.</summary>
    /// <param name="images">[count, size], in [0, 1].</param>
    /// <param name="reconstructions">[count, size].</param>
    /// <param name="parts">What each pixel adds, [count, size]; each image is scaled by its greatest.</param>
    /// <param name="shape">The shape of an image, of one or three channels.</param>
    public static Picture Draw(
        ReadOnlySpan<float> images, ReadOnlySpan<float> reconstructions, ReadOnlySpan<float> parts, ImageShape shape) =>
        ImageGrid.Draw(
            Rows(images, reconstructions, parts, shape), new(shape.Height, shape.Width, 3), images.Length / shape.Size);

    /// <summary>The three rows in colours, [3 · count, 3 · height · width].</summary>
    internal static float[] Rows(
        ReadOnlySpan<float> images, ReadOnlySpan<float> reconstructions, ReadOnlySpan<float> parts, ImageShape shape)
    {
        if (images.IsEmpty || images.Length % shape.Size != 0 || reconstructions.Length != images.Length
            || parts.Length != images.Length)
            throw new ArgumentException(
                $"Images of {shape} cannot make up {images.Length}, {reconstructions.Length} and {parts.Length} "
                + "numbers.", nameof(images));
        var (plane, count) = (shape.Height * shape.Width, images.Length / shape.Size);
        var rows = new float[3 * count * 3 * plane];                // images, reconstructions and parts, all in colours
        for (var i = 0; i < count; i++)
        {
            Span<float> Cell(int row) => rows.AsSpan(((row * count) + i) * 3 * plane, 3 * plane);
            Colour(images.Slice(i * shape.Size, shape.Size), Cell(0));
            Colour(reconstructions.Slice(i * shape.Size, shape.Size), Cell(1));
            Heat(Cell(0), Sums(parts.Slice(i * shape.Size, shape.Size), plane), Cell(2));
        }

        return rows;
    }

    /// <summary>Three planes of one or three.</summary>
    private static void Colour(ReadOnlySpan<float> image, Span<float> colours)
    {
        for (var i = 0; i < colours.Length; i++) colours[i] = image[i % image.Length];
    }

    /// <summary>The channels' parts together.</summary>
    private static float[] Sums(ReadOnlySpan<float> parts, int plane)
    {
        var sums = new float[plane];
        for (var i = 0; i < parts.Length; i++) sums[i % plane] += parts[i];
        return sums;
    }

    private static void Heat(ReadOnlySpan<float> image, float[] parts, Span<float> colours)
    {
        var greatest = Math.Max(float.Epsilon, parts.Max(Math.Abs));
        for (var i = 0; i < colours.Length; i++)
        {
            var (channel, part) = (i / parts.Length, parts[i % parts.Length] / greatest);
            var strength = Math.Abs(part);
            var full = channel == (part > 0 ? 0 : 2) ? 1f : 0f;                                // red, or blue
            colours[i] = ((1 - strength) * (float)Dimmed * image[i]) + (strength * full);
        }
    }
}

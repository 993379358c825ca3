using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Torch.Images;

/// <summary>Images as a network sees them, shrunk, each channel with mean 0 and variance 1 over those that are learned
/// from, with their classes.</summary>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Numbers">[count, channels, height, width].</param>
/// <param name="Labels">[count], from 0.</param>
internal sealed record PreparedImages(ImageShape Shape, float[] Numbers, int[] Labels)
{
    /// <summary>Images.</summary>
    public int Count => Labels.Length;

    /// <summary>Shrinks images; they are not brought to mean 0 yet.</summary>
    /// <param name="set">The images.</param>
    /// <param name="pixels">Rows and columns at most.</param>
    public static PreparedImages Of(Dataset set, int pixels)
    {
        var average = new AreaAverage(
            set.Shape, Math.Min(pixels, set.Shape.Height), Math.Min(pixels, set.Shape.Width));
        var size = average.To.Size;
        var (numbers, image, rng) = (new float[set.Count * size], new float[set.Size], new Rng(0));
        for (var i = 0; i < set.Count; i++)
        {
            set.Read(i, image, ref rng);
            average.Apply(image, numbers.AsSpan(i * size, size));
        }

        return new(average.To, numbers, set.Labels.ToArray());
    }

    /// <summary>The mean of each channel, and one over its standard deviation; 1 where that is 0.</summary>
    public (double[] Means, double[] Scales) Moments()
    {
        var (channels, plane) = (Shape.Channels, Shape.Height * Shape.Width);
        var (means, scales) = (new double[channels], new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < Count; i++)
                foreach (var number in Numbers.AsSpan((i * Shape.Size) + (c * plane), plane)) sum += number;
            means[c] = sum / ((double)Count * plane);
            for (var i = 0; i < Count; i++)
                foreach (var number in Numbers.AsSpan((i * Shape.Size) + (c * plane), plane))
                    squares += (number - means[c]) * (number - means[c]);
            var deviation = Math.Sqrt(squares / ((double)Count * plane));
            scales[c] = deviation > 1e-9 ? 1 / deviation : 1;
        }

        return (means, scales);
    }

    /// <summary><c>x ← (x − mean) · scale</c>, channel by channel.</summary>
    public void Normalize(double[] means, double[] scales)
    {
        var plane = Shape.Height * Shape.Width;
        for (var i = 0; i < Count; i++)
            for (var c = 0; c < Shape.Channels; c++)
                foreach (ref var number in Numbers.AsSpan((i * Shape.Size) + (c * plane), plane))
                    number = (float)((number - means[c]) * scales[c]);
    }
}

using Pathwise.Datasets;

namespace Pathwise.Torch.Images;

/// <summary>Shrinks images: a pixel of the small one is the mean of the area that it covers.</summary>
/// <remarks>A pixel that an area covers in part counts with that part. Rows and columns are averaged one after the
/// other: the area is a rectangle.</remarks>
internal sealed class AreaAverage
{
    private readonly ImageShape _large;
    private readonly (int Source, float Weight)[][] _rows, _columns;
    private readonly float[] _between;

    /// <inheritdoc cref="AreaAverage"/>
    /// <param name="large">The shape of an image.</param>
    /// <param name="height">Rows of a small one, 1..large.Height.</param>
    /// <param name="width">Columns of a small one, 1..large.Width.</param>
    public AreaAverage(ImageShape large, int height, int width)
    {
        (_large, To) = (large, large with { Height = height, Width = width });
        (_rows, _columns) = (Shares(large.Height, height), Shares(large.Width, width));
        _between = new float[height * large.Width];
    }

    /// <summary>The shape of a small image.</summary>
    public ImageShape To { get; }

    /// <summary>Shrinks one image.</summary>
    /// <param name="image">[channels, height, width].</param>
    /// <param name="small">Receives it, [channels, To.Height, To.Width].</param>
    public void Apply(ReadOnlySpan<float> image, Span<float> small)
    {
        for (var channel = 0; channel < _large.Channels; channel++)
        {
            var plane = image.Slice(channel * _large.Height * _large.Width, _large.Height * _large.Width);
            var result = small.Slice(channel * To.Height * To.Width, To.Height * To.Width);
            for (var y = 0; y < To.Height; y++)
                for (var x = 0; x < _large.Width; x++)
                {
                    var sum = 0f;
                    foreach (var (source, weight) in _rows[y]) sum += weight * plane[(source * _large.Width) + x];
                    _between[(y * _large.Width) + x] = sum;
                }

            for (var y = 0; y < To.Height; y++)
                for (var x = 0; x < To.Width; x++)
                {
                    var sum = 0f;
                    foreach (var (source, weight) in _columns[x]) sum += weight * _between[(y * _large.Width) + source];
                    result[(y * To.Width) + x] = sum;
                }
        }
    }

    /// <summary>For each of the few, which of the many it covers, and what share each has of it; they sum to 1.
    /// </summary>
    private static (int Source, float Weight)[][] Shares(int many, int few)
    {
        var shares = new (int, float)[few][];
        for (var i = 0; i < few; i++)
        {
            var (start, end) = ((long)i * many, (long)(i + 1) * many);      // in units of 1 / few
            var first = (int)(start / few);
            var last = (int)((end - 1) / few);
            shares[i] = new (int, float)[last - first + 1];
            for (var j = first; j <= last; j++)
            {
                var covered = Math.Min(end, (long)(j + 1) * few) - Math.Max(start, (long)j * few);
                shares[i][j - first] = (j, covered / (float)many);
            }
        }

        return shares;
    }
}

using Pathwise.ArchitectureSearch.Training;
using Pathwise.Randomness;

namespace Pathwise.Torch.Images;

/// <summary>Copies images into batches, moved and flipped at random as told.</summary>
/// <remarks>An image moves by up to an eighth of its rows and columns, each way, drawn uniformly; what comes in from
/// outside is 0, the mean. Three numbers an image are drawn, whatever is done with them.</remarks>
internal sealed class ImageBatches
{
    private readonly PreparedImages _images;
    private readonly bool _crops, _flips;

    /// <inheritdoc cref="ImageBatches"/>
    /// <param name="images">The images.</param>
    /// <param name="augmentation">What is done to them.</param>
    /// <param name="mayBeFlipped">What <see cref="Augmentation.Automatic"/> means for these.</param>
    public ImageBatches(PreparedImages images, Augmentation augmentation, bool mayBeFlipped)
    {
        _images = images;
        _crops = augmentation != Augmentation.None;
        _flips = augmentation == Augmentation.CropAndFlip || (augmentation == Augmentation.Automatic && mayBeFlipped);
    }

    /// <summary>Copies images, changed at random.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="batch">Receives them, [rows, channels, height, width].</param>
    /// <param name="labels">Receives their classes, [rows].</param>
    /// <param name="rng">Decides the changes.</param>
    public void Fill(ReadOnlySpan<int> rows, Span<float> batch, Span<long> labels, ref Rng rng)
    {
        var (shape, size) = (_images.Shape, _images.Shape.Size);
        for (var i = 0; i < rows.Length; i++)
        {
            labels[i] = _images.Labels[rows[i]];
            var down = Move(shape.Height, ref rng);
            var right = Move(shape.Width, ref rng);
            var flips = rng.NextDouble() < 0.5 && _flips;
            Copy(_images.Numbers.AsSpan(rows[i] * size, size), batch.Slice(i * size, size), down, right, flips);
        }
    }

    private int Move(int length, ref Rng rng)
    {
        var most = length / 8;
        var move = rng.NextInt32((2 * most) + 1) - most;
        return _crops ? move : 0;
    }

    private void Copy(ReadOnlySpan<float> image, Span<float> moved, int down, int right, bool flips)
    {
        var (height, width) = (_images.Shape.Height, _images.Shape.Width);
        for (var row = 0; row < moved.Length / width; row++)
        {
            var to = moved.Slice(row * width, width);
            var from = (row % height) - down;
            if (from < 0 || from >= height)
            {
                to.Clear();
                continue;
            }

            var source = image.Slice(((row / height * height) + from) * width, width);
            for (var x = 0; x < width; x++)
            {
                var at = x - right;
                to[x] = at < 0 || at >= width ? 0 : source[flips ? width - 1 - at : at];
            }
        }
    }
}

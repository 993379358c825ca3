using Pathwise.Datasets;
using SkiaSharp;

namespace Pathwise.Figures.Drawing.Panels;

/// <summary>Images side by side, row by row.</summary>
internal sealed class ImagePanel : IPanel
{
    private readonly float[] _images;
    private readonly ImageShape _shape;
    private readonly int _columns, _gap;

    /// <inheritdoc cref="ImagePanel"/>
    /// <param name="title">What stands above them.</param>
    /// <param name="images">[rows · columns, size]; white is 1, black 0, and what lies beyond is cut.</param>
    /// <param name="shape">The shape of one.</param>
    /// <param name="columns">Images beside each other; they fill whole rows.</param>
    /// <param name="gap">Pixels of paper between them.</param>
    public ImagePanel(string title, float[] images, ImageShape shape, int columns, int gap = 1)
    {
        ImageGrid.MustFit(images.Length, shape, columns);
        (Title, _images, _shape, _columns, _gap) = (title, images, shape, columns, gap);
        var (width, height) = ImageGrid.PixelsOf(images.Length, shape, columns, gap);
        Aspect = width / (float)height;
    }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public float Aspect { get; }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKRect area)
    {
        using var bitmap = ImageGrid.Bitmap(_images, _shape, _columns, _gap);
        pen.Image(bitmap, area);
    }
}

using Pathwise.ArchitectureSearch.Training;

namespace Pathwise.Torch.Images;

/// <summary>The images of the last job, which the next one mostly needs again.</summary>
internal sealed class ImageShelf
{
    private (string, int, int, int)? _key;
    private ChildImages? _images;

    /// <summary>The images that options ask for.</summary>
    /// <exception cref="BadInputException">They are not here, or too few.</exception>
    public ChildImages Find(ChildTrainingOptions options)
    {
        var key = (options.Dataset, options.Pixels, options.ValidationImages, options.TrainingImages);
        if (_images is not null && _key == key) return _images;
        (_images, _key) = (ChildImages.Load(options), key);
        return _images;
    }
}

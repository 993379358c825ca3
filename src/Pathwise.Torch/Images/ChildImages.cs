using Pathwise.ArchitectureSearch.Training;
using Pathwise.Datasets;
using Pathwise.Randomness;

namespace Pathwise.Torch.Images;

/// <summary>The images of a search: to learn from, to measure the accuracy that it looks at, and to be tested on
/// afterwards.</summary>
/// <remarks>Which images are held out is the same for all children and seeds, so that children are compared on the same
/// ones.</remarks>
internal sealed class ChildImages
{
    private const int UsuallyHeldOut = 5000;

    private readonly Dataset _test;
    private readonly double[] _means, _scales;
    private readonly int _pixels;
    private PreparedImages? _preparedTest;

    private ChildImages(
        PreparedImages training, PreparedImages validation, Dataset test, int classes, int pixels)
    {
        (Training, Validation, _test, Classes, _pixels) = (training, validation, test, classes, pixels);
        (_means, _scales) = training.Moments();
        training.Normalize(_means, _scales);
        validation.Normalize(_means, _scales);
    }

    /// <summary>To learn from.</summary>
    public PreparedImages Training { get; }

    /// <summary>Held out of the training part.</summary>
    public PreparedImages Validation { get; }

    /// <summary>Never looked at in a search.</summary>
    public PreparedImages Test
    {
        get
        {
            if (_preparedTest is not null) return _preparedTest;
            _preparedTest = PreparedImages.Of(_test, _pixels);
            _preparedTest.Normalize(_means, _scales);
            return _preparedTest;
        }
    }

    /// <summary>Classes, ≥ 1.</summary>
    public int Classes { get; }

    /// <summary>What each channel's mean is before it becomes 0.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>What each channel is multiplied by.</summary>
    public IReadOnlyList<double> Scales => _scales;

    /// <summary>Whether left and right may be exchanged without making another thing of it: colour images.</summary>
    public bool MayBeFlipped => Training.Shape.Channels == 3;

    /// <summary>Reads, splits and prepares a set.</summary>
    /// <param name="options">Which set, and how much of it.</param>
    /// <exception cref="BadInputException">The set is not here, or has too few images.</exception>
    public static ChildImages Load(ChildTrainingOptions options)
    {
        var set = ImageSets.Load(options.Dataset);
        var heldOut = options.ValidationImages > 0
            ? options.ValidationImages
            : Math.Min(UsuallyHeldOut, set.Train.Count / 5);
        var left = set.Train.Count - heldOut;
        if (left < options.BatchSize)
            throw new BadInputException(
                $"Of the {set.Train.Count} images of '{options.Dataset}', {heldOut} are to be held "
                + $"out; that does not leave one batch of {options.BatchSize} to learn from, so set "
                + "fewer validation images.");
        var rng = new Rng(0);
        var order = Enumerable.Range(0, set.Train.Count).ToArray();
        rng.Shuffle<int>(order);
        var training = options.TrainingImages == 0 ? left : Math.Min(options.TrainingImages, left);
        if (training < options.BatchSize)
            throw new BadInputException(
                $"{training} training images do not make one batch of {options.BatchSize}; set more of them.");
        return new(
            Part(order.AsSpan(heldOut, training), DataSplit.Train),
            Part(order.AsSpan(0, heldOut), DataSplit.Validation),
            set.Test, ImageSets.Classes(set), options.Pixels);

        PreparedImages Part(ReadOnlySpan<int> rows, DataSplit split) =>
            PreparedImages.Of(set.Train.Select(rows, split), options.Pixels);
    }
}

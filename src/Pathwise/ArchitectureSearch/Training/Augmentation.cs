namespace Pathwise.ArchitectureSearch.Training;

/// <summary>How images are changed at random, each time they are learned from.</summary>
public enum Augmentation
{
    /// <summary>As fits: crops and flips for colour images, crops alone for grey ones, which may be digits.</summary>
    Automatic,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>Moved by up to an eighth of their size, each way.</summary>
    Crop,

    /// <summary>Moved, and left and right exchanged for half of them.</summary>
    CropAndFlip,
}

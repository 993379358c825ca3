using System.ComponentModel.DataAnnotations;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Networks;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Training;

/// <summary>How a child network is trained, and on what.</summary>
public sealed record ChildTrainingOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<ChildTrainingOptions>(
        SettingType.Parsable<Schedule>("number or schedule", schedule => [schedule.At(0), schedule.At(1)]));

    /// <summary>The images: a data set's name, or a folder.</summary>
    /// <value>Default CIFAR-10.</value>
    [Setting("the images: a data set's name, or a folder with pictures in a folder for each class",
        Source = "Zoph et al. (2018), §4")]
    public string Dataset { get; init; } = "cifar10";

    /// <summary>Rows and columns that images are shrunk to; larger than the images: as they are.</summary>
    /// <value>Default 32: CIFAR-10 as it is.</value>
    [Range(4, 4096)]
    [Setting("rows and columns that images are shrunk to", Source = "Zoph et al. (2018), A.1")]
    public int Pixels { get; init; } = 32;

    /// <summary>Images of the training part that are held out: a search looks at the accuracy on them.</summary>
    /// <value>Default 5,000, or a fifth of the images if that is fewer.</value>
    [Range(0, 10_000_000)]
    [Setting("images of the training part that are held out to measure the accuracy; 0: 5,000, or a fifth at most",
        Source = "Zoph et al. (2018), §4")]
    public int ValidationImages { get; init; }

    /// <summary>Images of the training part that are learned from; 0, or more than there are: all that are not held
    /// out.</summary>
    /// <value>Default 0.</value>
    [Range(0, 10_000_000)]
    [Setting("images that are learned from; 0: all that are not held out")]
    public int TrainingImages { get; init; }

    /// <summary>N, the normal cells between reductions; spaces without cells take no notice.</summary>
    /// <value>Default 0: the space's own.</value>
    [Range(0, 100)]
    [Setting("normal cells between reductions; 0: the space's own", Symbol = "N", Source = "Zoph et al. (2018), A.1")]
    public int Repeats { get; init; }

    /// <summary>F, the filters of the first cell, or of a mobile network's stem.</summary>
    /// <value>Default 0: the space's own.</value>
    [Range(0, 4096)]
    [Setting("filters of the first cell, or of the stem; 0: the space's own", Symbol = "F")]
    public int Filters { get; init; }

    /// <summary>How often mobile blocks halve the image's sides.</summary>
    /// <value>Default −1: the space's own.</value>
    [Range(-1, 5)]
    [Setting("how often mobile blocks halve the image's sides; -1: the space's own")]
    public int Reductions { get; init; } = -1;

    /// <summary>The chance that the deepest path is dropped at the end of training; shallower ones have less.</summary>
    /// <value>Default 0; NASNet-A is trained with 0.4 in the end.</value>
    [Range(0, 0.95)]
    [Setting("chance that the deepest path is dropped at the end", Source = "Zoph et al. (2018), A.7")]
    public double DropPath { get; init; }

    /// <summary>The chance that a number is dropped before the last layer.</summary>
    /// <value>Default 0.</value>
    [Range(0, 0.95)]
    [Setting("chance that a number is dropped before the last layer")]
    public double Dropout { get; init; }

    /// <summary>How often every image is learned from.</summary>
    /// <value>Default 20.</value>
    [Range(1, 100_000)]
    [Setting("how often every image is learned from", Source = "Zoph et al. (2018), A.1")]
    public int Epochs { get; init; } = 20;

    /// <summary>Rungs of successive halving: a batch's networks are trained for fewer epochs first, and one in η is
    /// trained again, for η times as many, up to <see cref="Epochs"/>.</summary>
    /// <value>Default 1: no network is stopped early.</value>
    [Range(1, 10)]
    [Setting("rungs of successive halving: one network in η is trained for η times as long; 1: all to the end",
        Source = "Jamieson, Talwalkar (2016)")]
    public int Rungs { get; init; } = 1;

    /// <summary>η of successive halving.</summary>
    /// <value>Default 3.</value>
    [Range(2, 100)]
    [Setting("one network in how many goes on to the next rung", Symbol = "η", Source = "Li et al. (2018), Hyperband")]
    public int Reduction { get; init; } = 3;

    /// <summary>Images that a gradient is a mean over.</summary>
    /// <value>Default 32.</value>
    [Range(2, 65_536)]
    [Setting("images that a gradient is a mean over", Source = "the released code of NASNet")]
    public int BatchSize { get; init; } = 32;

    /// <summary>How a gradient becomes a step.</summary>
    /// <value>Default Nesterov's momentum.</value>
    [Setting("how a gradient becomes a step", Source = "Zoph et al. (2018), A.1")]
    public ChildOptimizer Optimizer { get; init; } = ChildOptimizer.Nesterov;

    /// <summary>The step size over the training.</summary>
    /// <value>Default a cosine from 0.025 to 0.</value>
    [Range(0.0, 1e3)]
    [Setting("the step size", Symbol = "α", Source = "the released code of NASNet")]
    public Schedule StepSize { get; init; } = Schedule.Cosine(0.025);

    /// <summary>What momentum keeps of the last steps; of no meaning for Adam.</summary>
    /// <value>Default 0.9.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    [Setting("what momentum keeps of the last steps", Source = "Zoph et al. (2018), A.1")]
    public double Momentum { get; init; } = 0.9;

    /// <summary>λ: λ/2 ‖w‖² of the convolutions' and dense layers' weights is added to the loss.</summary>
    /// <value>Default 5·10⁻⁴.</value>
    [Range(0.0, 1e3)]
    [Setting("λ of λ/2 ‖w‖², added to the loss", Symbol = "λ", Source = "the released code of NASNet")]
    public double L2 { get; init; } = 5e-4;

    /// <summary>The norm to which a longer gradient is cut; null for no limit.</summary>
    /// <value>Default 5.</value>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    [Setting("the norm to which a longer gradient is cut", Symbol = "‖∇‖₂", Source = "the released code of NASNet")]
    public double? MaxGradientNorm { get; init; } = 5;

    /// <summary>How images are changed at random.</summary>
    /// <value>Default: crops and flips for colour images, crops for grey ones.</value>
    [Setting("how images are changed at random", Source = "Zoph et al. (2018), A.1")]
    public Augmentation Augmentation { get; init; }

    /// <summary>Whether the accuracy on test images is measured, too; no reward looks at it.</summary>
    /// <value>Default no: for a report, after a search.</value>
    [Setting("whether the accuracy on test images is measured, too: for a report, after a search")]
    public bool MeasuresTest { get; init; }

    /// <summary>Where children are trained.</summary>
    /// <value>Default: one core of the processor.</value>
    [Setting("where children are trained")]
    public TrainingDevice Device { get; init; }

    /// <summary>The epochs of a rung: those of the rung above divided by η, one at least.</summary>
    /// <param name="rung">From 0, the cheapest.</param>
    public int EpochsOf(int rung) =>
        (int)Math.Max(1, Epochs / Math.Pow(Reduction, Rungs - 1 - rung));

    /// <summary>How large a network is built, for some images.</summary>
    /// <param name="images">The images.</param>
    public BlueprintOptions Plan(TrainingImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new()
        {
            Channels = images.Shape.Channels, Height = images.Shape.Height, Width = images.Shape.Width,
            Classes = images.Classes, Repeats = Repeats > 0 ? Repeats : null,
            Filters = Filters > 0 ? Filters : null, Reductions = Reductions >= 0 ? Reductions : null,
            DropPath = DropPath, Dropout = Dropout,
        };
    }
}

using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>What an architecture leaves open: the images, the classes, and how large the network is.</summary>
public sealed record BlueprintOptions
{
    /// <summary>The options by name.</summary>
    public static Settings Settings { get; } = Settings.Of<BlueprintOptions>();

    /// <summary>Channels of an image.</summary>
    /// <value>Default 3.</value>
    [Range(1, 1024)]
    [Setting("channels of an image")]
    public int Channels { get; init; } = 3;

    /// <summary>Rows of an image.</summary>
    /// <value>Default: 32; 224 for mobile blocks.</value>
    [Range(1, 8192)]
    [Setting("rows of an image")]
    public int? Height { get; init; }

    /// <summary>Columns of an image.</summary>
    /// <value>Default: as many as rows.</value>
    [Range(1, 8192)]
    [Setting("columns of an image")]
    public int? Width { get; init; }

    /// <summary>What is told apart.</summary>
    /// <value>Default 10.</value>
    [Range(1, 1_000_000)]
    [Setting("what is told apart")]
    public int Classes { get; init; } = 10;

    /// <summary>Normal cells between reductions; spaces without cells take no notice.</summary>
    /// <value>Default: the space's own.</value>
    [Range(1, 100)]
    [Setting("normal cells between reductions", Symbol = "N")]
    public int? Repeats { get; init; }

    /// <summary>Filters of the first cell, or of a mobile network's stem, whose other widths go with it.</summary>
    /// <value>Default: the space's own.</value>
    [Range(1, 4096)]
    [Setting("filters of the first cell, or of the stem", Symbol = "F")]
    public int? Filters { get; init; }

    /// <summary>How often mobile blocks halve the image's sides; the first strides become 1.</summary>
    /// <value>Default 5.</value>
    [Range(0, 5)]
    [Setting("how often mobile blocks halve the image's sides")]
    public int? Reductions { get; init; }

    /// <summary>The chance that the deepest path is dropped at the end of training; shallower ones have less.</summary>
    /// <value>Default 0.</value>
    [Range(0, 0.95)]
    [Setting("chance that the deepest path is dropped")]
    public double DropPath { get; init; }

    /// <summary>The chance that a number is dropped before the last layer.</summary>
    /// <value>Default 0.</value>
    [Range(0, 0.95)]
    [Setting("chance that a number is dropped before the last layer")]
    public double Dropout { get; init; }

    /// <summary>The shape of an image.</summary>
    /// <param name="size">Rows and columns where none are told.</param>
    internal TensorShape Input(int size) => new(Channels, Height ?? Width ?? size, Width ?? Height ?? size);
}

using System.ComponentModel.DataAnnotations;
using Pathwise.Options;

namespace Pathwise.Autoencoders;

/// <summary>Everything that decides a <see cref="DenoisingAutoencoder"/> and its training, apart from its examples and
/// seed.</summary>
public sealed record DenoisingAutoencoderOptions : AutoencoderOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<DenoisingAutoencoderOptions>(ScheduleType);

    /// <summary>The noise that is to be taken away.</summary>
    /// <value>Default masking.</value>
    [Setting("the noise that is to be taken away", Source = "Vincent et al. (2010), §3.3")]
    public CorruptionKind Corruption { get; init; } = CorruptionKind.Masking;

    /// <summary>A Gaussian's deviation, or the share of pixels that are changed.</summary>
    /// <value>Default 0.25.</value>
    [Range(0.0, 1e6)]
    [Setting("a Gaussian's deviation, or the share of pixels that are changed", Symbol = "ν",
        Source = "Vincent et al. (2010), table 1")]
    public double CorruptionLevel { get; init; } = 0.25;

    /// <inheritdoc/>
    internal override double BetaAt(double epochs) => 0;

    /// <summary>Checks ranges, and that the options go together.</summary>
    /// <exception cref="BadInputException">They do not; the sentence says which, and why.</exception>
    internal DenoisingAutoencoderOptions Validated()
    {
        Settings.Validated(this);
        return Corruption != CorruptionKind.Gaussian && CorruptionLevel > 1
            ? throw new BadInputException(
                $"The option corruptionLevel cannot be {CorruptionLevel}: it is a share of the pixels, at most 1.")
            : this;
    }
}

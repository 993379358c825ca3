using Pathwise.Options;

namespace Pathwise.Autoencoders;

/// <summary>Everything that decides an <see cref="Autoencoder"/> and its training, apart from its examples and
/// seed.</summary>
public sealed record PlainAutoencoderOptions : AutoencoderOptions
{
    /// <summary>The options by name, with their ranges.</summary>
    public static Settings Settings { get; } = Settings.Of<PlainAutoencoderOptions>(ScheduleType);

    /// <inheritdoc/>
    internal override double BetaAt(double epochs) => 0;
}

namespace Pathwise.Autoencoders;

/// <summary>The noises that a denoising autoencoder learns to take away.</summary>
public enum CorruptionKind
{
    /// <summary>Adds N(0, level²) to every pixel.</summary>
    Gaussian,

    /// <summary>Sets a share of the pixels to 0.</summary>
    Masking,

    /// <summary>Sets a share of the pixels to 0 or 1, either with probability ½.</summary>
    SaltAndPepper,
}

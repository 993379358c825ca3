namespace Pathwise.Autoencoders;

/// <summary>The lower bounds of ln p(x) that a variational autoencoder can climb.</summary>
public enum Bound
{
    /// <summary>The evidence lower bound, averaged over L samples, with the divergence in closed form.</summary>
    Evidence,

    /// <summary>The importance-weighted bound of k samples.</summary>
    ImportanceWeighted,
}

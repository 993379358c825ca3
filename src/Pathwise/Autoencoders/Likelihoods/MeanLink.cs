namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>How a decoder's number says a pixel's mean.</summary>
public enum MeanLink
{
    /// <summary>It is the mean.</summary>
    Identity,

    /// <summary>The mean is its sigmoid, and so within (0, 1).</summary>
    Sigmoid,
}

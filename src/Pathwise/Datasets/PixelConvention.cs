namespace Pathwise.Datasets;

/// <summary>What a pixel means to a Bernoulli likelihood. Numbers under different conventions cannot be
/// compared.</summary>
public enum PixelConvention
{
    /// <summary>Grey levels in [0, 1], taken as they are: a cross-entropy has the levels' own entropy as its
    /// floor.</summary>
    Grey,

    /// <summary>Binarised once and for all. For MNIST: Larochelle and Murray (2011).</summary>
    StaticBinary,

    /// <summary>Each reading draws a pixel anew, 1 with its grey level as probability. Source: Burda, Grosse and
    /// Salakhutdinov (2016), arXiv:1509.00519, §5.</summary>
    DynamicBinary,
}

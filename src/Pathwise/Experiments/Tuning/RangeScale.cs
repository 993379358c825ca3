namespace Pathwise.Experiments.Tuning;

/// <summary>On what scale numbers between two ends are equally likely.</summary>
public enum RangeScale
{
    /// <summary>On their own.</summary>
    Linear,

    /// <summary>On that of their logarithms: each power of ten is as likely as the next.</summary>
    Logarithmic,

    /// <summary>On that of the logarithms of what they lack of 1: discounts of 0.9, 0.99 and 0.999 are as far
    /// apart.</summary>
    Gap,
}

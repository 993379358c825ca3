namespace Pathwise.ArchitectureSearch;

/// <summary>How accuracy a and cost c make a reward, with a target T for the cost.</summary>
public enum RewardForm
{
    /// <summary><c>a</c>: cost does not matter.</summary>
    Accuracy,

    /// <summary><c>a (T/c)^w</c>: EfficientNet's, and MnasNet's soft one. T only scales it.</summary>
    Soft,

    /// <summary><c>a</c> up to the target, and <c>a T/c</c> above: MnasNet's hard one.</summary>
    Hard,

    /// <summary><c>a (T/c)^v</c> up to the target, and <c>a (T/c)^w</c> above.</summary>
    Asymmetric,

    /// <summary><c>a + w ln(T/c)</c>. T only shifts it.</summary>
    Logarithmic,

    /// <summary><c>a</c> up to the target, and <c>−min(1, c/T − 1)</c> above, which no network within it falls
    /// below.</summary>
    Constrained,
}

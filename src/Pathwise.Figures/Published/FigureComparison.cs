namespace Pathwise.Figures.Published;

/// <summary>How a number is to lie to the one beside it.</summary>
public enum FigureComparison
{
    /// <summary>Near: within the tolerance and four combined standard errors.</summary>
    Near,

    /// <summary>Not below it.</summary>
    AtLeast,

    /// <summary>Not above it.</summary>
    AtMost,

    /// <summary>There is no number beside it: no source prints one.</summary>
    None,
}

namespace Pathwise.Figures.Published;

/// <summary>How much a figure computes.</summary>
public enum FigureSize
{
    /// <summary>What takes seconds or a few minutes.</summary>
    Usual,

    /// <summary>What the source took, which may take hours.</summary>
    Full,
}

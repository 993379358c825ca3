namespace Pathwise.Figures.Published;

/// <summary>One line of a figure on the short corridor.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Reference">Its name among the reference numbers.</param>
/// <param name="PolicyStepSize">α^θ.</param>
/// <param name="BaselineStepSize">α^w; null without a baseline.</param>
internal sealed record ShortCorridorCurve(
    string Name, string Reference, double PolicyStepSize, double? BaselineStepSize);

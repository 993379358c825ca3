namespace Pathwise.Figures.Published;

/// <summary>How far the computing of a figure is.</summary>
/// <param name="Fraction">How much is done, in [0, 1].</param>
/// <param name="Text">What is computed now, and the number that matters; may be empty.</param>
public readonly record struct FigureProgress(double Fraction, string Text);

using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>One line of a figure on learning without a model.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Reference">Its name among the reference numbers.</param>
/// <param name="Run">One run: a number for each point of the horizontal axis.</param>
internal sealed record ValueCurve(string Name, string Reference, Func<SeedSequence, double[]> Run);

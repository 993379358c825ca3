namespace Pathwise.Bandits;

/// <summary>The range of a density with a single peak.</summary>
/// <param name="First">Below this, the density is negligible: e^−32 of the peak's, or less.</param>
/// <param name="Last">Beyond this, it is negligible.</param>
internal readonly record struct ArmDensity(double First, double Last);

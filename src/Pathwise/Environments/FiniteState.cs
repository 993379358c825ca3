namespace Pathwise.Environments;

/// <summary>Where an environment of finitely many states stands: the number of one of them.</summary>
/// <param name="Number">From 0.</param>
public readonly record struct FiniteState(int Number);

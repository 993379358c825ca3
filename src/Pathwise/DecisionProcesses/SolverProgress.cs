namespace Pathwise.DecisionProcesses;

/// <summary>How far a solver is.</summary>
/// <param name="Sweeps">Sweeps over all states so far.</param>
/// <param name="Change">The greatest change of a value in the last one.</param>
public readonly record struct SolverProgress(int Sweeps, double Change);

namespace Pathwise.DecisionProcesses;

/// <summary>One thing that can happen after an action: p(s′, r | s, a) of one s′ and one r.</summary>
/// <param name="Probability">In [0, 1]; those of one state and action have the sum 1.</param>
/// <param name="Next">s′.</param>
/// <param name="Reward">r, finite.</param>
/// <param name="Terminates">Whether the process ends with it, whatever s′ is: nothing more is gained.</param>
public readonly record struct Transition(double Probability, int Next, double Reward, bool Terminates = false);

namespace Pathwise.DecisionProcesses;

/// <summary>How optimal values are found.</summary>
public enum SolutionMethod
{
    /// <summary>Sweep after sweep, <c>v(s) ← max_a q(s, a)</c> (Sutton &amp; Barto, 2018, §4.4).</summary>
    ValueIteration,

    /// <summary>Evaluate a policy, make it greedy, until it stays (§4.3).</summary>
    PolicyIteration,

    /// <summary>The same with a few sweeps in the place of each evaluation (M. L. Puterman, <i>Markov Decision
    /// Processes</i>, 1994, §6.5).</summary>
    ModifiedPolicyIteration,
}

namespace Pathwise.DecisionProcesses;

/// <summary>What a policy is to make large.</summary>
public enum PolicyObjective
{
    /// <summary>The expected return from the start, <c>J(θ) = Σ_s start(s) v_π(s)</c>: episodic if γ = 1, else
    /// discounted.</summary>
    StartValue,

    /// <summary>The reward per step in the long run, <c>J(θ) = r̄(π)</c>, of a process that never ends; γ is of no
    /// matter.</summary>
    AverageReward,
}

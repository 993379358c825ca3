namespace Pathwise.Replay;

/// <summary>How experience is gathered and remembered.</summary>
/// <param name="Capacity">The most transitions that are remembered, ≥ 1.</param>
/// <param name="Steps">T, the steps that each environment takes at a time, ≥ 1.</param>
/// <param name="Gamma">γ, the discount per step, in [0, 1].</param>
public sealed record ReplayPlan(int Capacity, int Steps, double Gamma)
{
    /// <summary>Steps of all environments together that are taken at random before anything is learned, ≥ 0.</summary>
    /// <value>Default 0.</value>
    public int LearningStarts { get; init; }

    /// <summary>n, the steps over which a transition goes, ≥ 1.</summary>
    /// <value>Default 1.</value>
    public int TransitionSteps { get; init; } = 1;

    /// <summary>Whether only choices are taken that the environments say there are, where they say so.</summary>
    /// <value>Default false.</value>
    public bool IsMasked { get; init; }
}

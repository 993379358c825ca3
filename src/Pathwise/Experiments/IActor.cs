using Pathwise.Randomness;

namespace Pathwise.Experiments;

/// <summary>Acts in a vector of environments, without learning.</summary>
public interface IActor
{
    /// <summary>The environments have been reset from outside: what was remembered of their episodes is
    /// forgotten.</summary>
    void Begin() { }

    /// <summary>Chooses an action in every environment and takes it: one step of the vector.</summary>
    /// <param name="rng">The stream for sampled actions; unused when greedy.</param>
    void Step(ref Rng rng);
}

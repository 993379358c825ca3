using Pathwise.Randomness;

namespace Pathwise.Experiments;

/// <summary>Acts in a vector of environments, without learning.</summary>
public interface IActor
{
    /// <summary>Chooses an action in every environment and takes it: one step of the vector.</summary>
    /// <param name="rng">The stream for sampled actions; unused when greedy.</param>
    void Step(ref Rng rng);
}

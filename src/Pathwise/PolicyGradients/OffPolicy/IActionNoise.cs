using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Noise on the actions of a deterministic policy.</summary>
public interface IActionNoise : ISaved
{
    /// <summary>Adds the noise of the next step.</summary>
    /// <param name="environment">Which environment acts.</param>
    /// <param name="action">Its action, changed in place.</param>
    /// <param name="rng">The environment's stream.</param>
    void Add(int environment, Span<float> action, ref Rng rng);

    /// <summary>An episode has ended: the next step is the first of another.</summary>
    /// <param name="environment">In which environment.</param>
    void Begin(int environment);
}

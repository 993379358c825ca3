using Pathwise.Experiments;

namespace Pathwise.Networks;

/// <summary>Moves parameters along a gradient, remembering what it needs from step to step.</summary>
/// <remarks>Descends: give it the gradient of what is to become smaller.
/// One optimizer belongs to one parameter vector.</remarks>
public interface IOptimizer : ISaved
{
    /// <summary>Takes one step.</summary>
    /// <param name="parameters">θ, changed in place.</param>
    /// <param name="gradients">∂loss/∂θ, of the same length.</param>
    /// <param name="stepSize">α, > 0: the caller's schedule decides it at each step.</param>
    void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize);
}

using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Replay;

/// <summary>Chooses which remembered transitions are learned from.</summary>
/// <remarks>Allocates nothing after construction. Not thread-safe.</remarks>
public interface IReplaySampler : ISaved
{
    /// <summary>A transition has been remembered.</summary>
    /// <param name="slot">Where, in place of what was there.</param>
    /// <param name="count">Transitions there are now.</param>
    void Added(int slot, int count);

    /// <summary>Draws transitions, with replacement; there must be one at least.</summary>
    /// <param name="slots">Receives where they are, [rows].</param>
    /// <param name="weights">Receives what each one's error counts, in (0, 1], [rows].</param>
    /// <param name="fraction">How much of the run is done, in [0, 1], for what changes over it.</param>
    /// <param name="rng">The stream to draw from.</param>
    void Draw(Span<int> slots, Span<float> weights, double fraction, ref Rng rng);

    /// <summary>Tells how wrong the values of some transitions were.</summary>
    /// <param name="slots">Where they are, [rows].</param>
    /// <param name="errors">δ, [rows]; the sign does not matter.</param>
    void Update(ReadOnlySpan<int> slots, ReadOnlySpan<float> errors);
}

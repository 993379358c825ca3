using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Replay;

/// <summary>Draws remembered transitions all equally likely, with replacement.</summary>
/// <remarks>Source: Mnih et al. (2015), algorithm 1: "(φ_j, a_j, r_j, φ_{j+1}) from D".</remarks>
public sealed class UniformReplay : IReplaySampler
{
    private int _count;

    /// <inheritdoc/>
    public void Added(int slot, int count) => _count = count;

    /// <inheritdoc/>
    public void Draw(Span<int> slots, Span<float> weights, double fraction, ref Rng rng)
    {
        foreach (ref var slot in slots) slot = rng.NextInt32(_count);
        weights.Fill(1);
    }

    /// <inheritdoc/>
    public void Update(ReadOnlySpan<int> slots, ReadOnlySpan<float> errors) { }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<int>("count", [_count]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("count", new Span<int>(ref _count));
    }
}

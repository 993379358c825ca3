using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Replay;

/// <summary>Draws the transitions more often whose values were wrong, and weighs that down again.</summary>
/// <remarks>
/// <para>Source: Schaul, Quan, Antonoglou &amp; Silver (2016), <i>Prioritized experience replay</i>, §3.3 (proportional
/// prioritization), §3.4 and algorithm 1:</para>
/// <code>
/// p_i  = |δ_i| + ε, and for a new transition the greatest there was
/// P(i) = p_i^α / Σ_k p_k^α
/// w_i  = (N · P(i))^−β / max_j w_j
/// </code>
/// <para>A batch of k takes one transition from each of k equal parts of the sum, as appendix B.2.1 does; the greatest
/// weight is the batch's.</para>
/// </remarks>
public sealed class PrioritizedReplay : IReplaySampler
{
    private readonly SumTree _powers;                   // p_i^α
    private readonly double _alpha, _epsilon;
    private readonly Schedule _beta;
    private double _greatest = 1;                       // of all p_i^α so far
    private int _count;

    /// <summary>A sampler for an empty memory.</summary>
    /// <param name="capacity">The memory's, ≥ 1.</param>
    /// <param name="alpha">α, how much priorities count, ≥ 0: 0 is uniform.</param>
    /// <param name="beta">β, how much of the bias is weighed away, in [0, 1], over the run.</param>
    /// <param name="epsilon">ε, which lets a transition without an error come again, > 0.</param>
    public PrioritizedReplay(int capacity, double alpha, Schedule beta, double epsilon = 1e-6)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentNullException.ThrowIfNull(beta);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        (_powers, _alpha, _beta, _epsilon) = (new(capacity), alpha, beta, epsilon);
    }

    /// <summary>P(i), how likely a transition is.</summary>
    /// <param name="slot">Where it is.</param>
    public double Probability(int slot) => _powers[slot] / _powers.Total;

    /// <inheritdoc/>
    public void Added(int slot, int count) => (_powers[slot], _count) = (_greatest, count);

    /// <inheritdoc/>
    public void Draw(Span<int> slots, Span<float> weights, double fraction, ref Rng rng)
    {
        var (total, beta, most) = (_powers.Total, _beta.At(fraction), 0f);
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = _powers.Find(total * (i + rng.NextDouble()) / slots.Length);                     // j ~ P(j)
            weights[i] = (float)Math.Pow(_count * Probability(slots[i]), -beta);              // w_j = (N·P(j))^−β
            most = Math.Max(most, weights[i]);
        }

        foreach (ref var weight in weights) weight /= most;                                          // / max_i w_i
    }

    /// <inheritdoc/>
    /// <remarks>An error that is not finite changes nothing.</remarks>
    public void Update(ReadOnlySpan<int> slots, ReadOnlySpan<float> errors)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            if (!float.IsFinite(errors[i])) continue;
            var power = Math.Pow(Math.Abs((double)errors[i]) + _epsilon, _alpha);                    // p_j ← |δ_j|
            _powers[slots[i]] = power;
            _greatest = Math.Max(_greatest, power);
        }
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var powers = new double[_count];
        for (var i = 0; i < _count; i++) powers[i] = _powers[i];
        writer.Write<int>("count", [_count]);
        writer.Write<double>("powers", powers);
        writer.Write<double>("greatest", [_greatest]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("count", new Span<int>(ref _count));
        reader.Read("greatest", new Span<double>(ref _greatest));
        var powers = reader.ReadAll<double>("powers");
        if (powers.Length != _count || _count > _powers.Count
            || !Array.TrueForAll([.. powers, _greatest], power => power >= 0 && double.IsFinite(power)))
            throw new BadInputException(
                "The checkpoint's priorities are not those of a replay of this capacity; "
                + "it was altered or made with other options.");
        for (var i = 0; i < _powers.Count; i++) _powers[i] = i < _count ? powers[i] : 0;
    }
}

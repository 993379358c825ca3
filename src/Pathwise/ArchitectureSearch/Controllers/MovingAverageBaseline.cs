using Pathwise.Experiments;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>An exponential moving average of the rewards so far, corrected for its beginning:
/// <c>b = Σ m^{n−i} r_i / Σ m^{n−i}</c>.</summary>
/// <remarks>
/// <para>Source: Zoph and Le (2017), §3.2, "an exponential moving average of the previous architecture accuracies"; the
/// correction is Dong and Yang's (2020), whose average also has the reward itself in it.</para>
/// <para>A batch has one baseline, so that the order of its children does not matter to their advantages. With the
/// batch in the average, the estimate of the gradient is scaled down a little but keeps its direction in the mean; of
/// a single reward it is <c>r − b = m (r − b_before)</c>, once there are many.</para>
/// </remarks>
/// <param name="momentum">m, in [0, 1): what a reward counts less with each that comes after it.</param>
/// <param name="isInclusive">Whether a batch's own rewards are in its baseline.</param>
public sealed class MovingAverageBaseline(double momentum, bool isInclusive) : ISaved
{
    private double _sum, _weight;

    /// <summary>b; 0 before the first reward.</summary>
    public double Value => _weight == 0 ? 0 : _sum / _weight;

    /// <summary>A batch's advantages, <c>A_i = r_i − b</c>; the rewards enter the average one after the
    /// other.</summary>
    /// <param name="rewards">r, [children].</param>
    /// <param name="advantages">Receives A, [children].</param>
    public void Advantages(ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(advantages.Length, rewards.Length);
        if (isInclusive) Enter(rewards);
        for (var i = 0; i < rewards.Length; i++) advantages[i] = rewards[i] - Value;
        if (!isInclusive) Enter(rewards);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<double>("average", [_sum, _weight]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<double> average = stackalloc double[2];
        reader.Read("average", average);
        (_sum, _weight) = (average[0], average[1]);
    }

    private void Enter(ReadOnlySpan<double> rewards)
    {
        foreach (var reward in rewards)
        {
            _sum = (momentum * _sum) + ((1 - momentum) * reward);
            _weight = (momentum * _weight) + (1 - momentum);
        }
    }
}

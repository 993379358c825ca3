using Pathwise.Experiments;
using Pathwise.Networks;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>α, what a nat of a policy's entropy is worth: a constant, or learned so that the entropy is what it should
/// be.</summary>
/// <remarks>
/// Source: Haarnoja et al. (2018b), <i>Soft actor-critic algorithms and applications</i>, §5, eq. (18):
/// <c>J(α) = E[−α (ln π(a|s) + H̄)]</c>. As in Stable-Baselines3, the step is in ln α, along
/// <c>−(ln π + H̄)</c>, which has the sign of J's gradient and not α's size. Allocates nothing after construction.
/// </remarks>
public sealed class EntropyWeight : ISaved
{
    private readonly double _target;
    private readonly Adam? _optimizer;                      // of ln α; none: α stays
    private readonly float[] _logAlpha;

    private EntropyWeight(double alpha, double target, Adam? optimizer) =>
        (_logAlpha, _target, _optimizer, Constant) = ([(float)Math.Log(alpha)], target, optimizer, alpha);

    /// <summary>α.</summary>
    public double Value => _optimizer is null ? Constant : Math.Exp(_logAlpha[0]);

    private double Constant { get; }

    /// <summary>An α that stays the same.</summary>
    /// <param name="alpha">α, ≥ 0.</param>
    public static EntropyWeight Fixed(double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        return new(alpha, 0, null);
    }

    /// <summary>An α that is learned.</summary>
    /// <param name="alpha">α at the start, > 0.</param>
    /// <param name="targetEntropy">H̄, nats.</param>
    public static EntropyWeight Learned(double alpha, double targetEntropy)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        return new(alpha, targetEntropy, new(1));
    }

    /// <summary>Makes α greater where the entropy is too low, and less where it is too high.</summary>
    /// <param name="logProbability">The mean of ln π(a|s); what is not finite changes nothing.</param>
    /// <param name="stepSize">λ.</param>
    public void Learn(double logProbability, double stepSize)
    {
        if (_optimizer is null || !double.IsFinite(logProbability)) return;
        Span<float> gradient = [(float)-(logProbability + _target)];
        _optimizer.Step(_logAlpha, gradient, stepSize);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("logAlpha", _logAlpha);
        _optimizer?.Save(writer.Part("optimizer"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<float>("logAlpha", _logAlpha);
        _optimizer?.Load(reader.Part("optimizer"));
    }
}

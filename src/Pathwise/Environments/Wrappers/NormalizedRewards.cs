using Pathwise.Experiments;
using Pathwise.Numerics;

namespace Pathwise.Environments.Wrappers;

/// <summary>
/// Rewards scaled so that discounted returns have variance 1: <c>r/√(σ² + 10⁻⁸)</c>, with the running variance of
/// <c>G ← γ(1 − terminated)G + r</c>. Gymnasium's <c>NormalizeReward</c>.
/// </summary>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para>No mean is subtracted, so signs stay. As in Gymnasium's vector wrapper, a truncation does not clear G, and the
/// step that only resets (<see cref="Autoreset.NextStep"/>) counts with its reward of 0. The steps that parked
/// environments sit out (<see cref="Autoreset.Disabled"/>) do not count.</para>
/// <para>In Gymnasium's sum, the reward that ended an episode is still in the G of the next one. Summed by episode, G
/// counts everything up to an end, and begins anew after it, as in Stable-Baselines3's <c>VecNormalize</c>: where the
/// reward of a goal is large, that makes a difference of many times.</para>
/// <para>Source: Engstrom et al. (2020), <i>Implementation matters in deep policy gradients</i>, reward scaling. Freeze
/// the variance for evaluation. Allocates nothing per step. Not thread-safe.</para>
/// </remarks>
public sealed class NormalizedRewards<TAction> : IVectorEnvironment<TAction> where TAction : unmanaged
{
    private const double Epsilon = 1e-8;

    private readonly IVectorEnvironment<TAction> _inner;
    private readonly RunningMoments _moments = new(1);
    private readonly double[] _rewards, _returns, _fresh;
    private readonly bool[] _isLive;
    private readonly double _gamma, _clip;
    private readonly bool _byEpisode;

    /// <inheritdoc cref="NormalizedRewards{TAction}"/>
    /// <param name="inner">The environments.</param>
    /// <param name="gamma">γ, the discount of the returns, in [0, 1].</param>
    /// <param name="clip">The greatest magnitude of a scaled reward, > 0: ∞ is Gymnasium's,
    /// 10 Stable-Baselines3's.</param>
    /// <param name="byEpisode">Whether G begins anew after an end.</param>
    public NormalizedRewards(
        IVectorEnvironment<TAction> inner, double gamma = 0.99, double clip = double.PositiveInfinity,
        bool byEpisode = false)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(gamma);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gamma, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clip);
        (_inner, _gamma, _clip, _byEpisode) = (inner, gamma, clip, byEpisode);
        (_rewards, _returns, _fresh, _isLive) = (
            new double[Count], new double[Count], new double[Count], new bool[Count]);
    }

    /// <inheritdoc cref="NormalizedRewards{TAction}"/>
    /// <param name="environment">One environment; it becomes a vector of one.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    /// <param name="gamma">γ, the discount of the returns, in [0, 1].</param>
    /// <param name="clip">The greatest magnitude of a scaled reward, > 0.</param>
    public NormalizedRewards(
        IEnvironment<TAction> environment, Autoreset autoreset = Autoreset.NextStep,
        double gamma = 0.99, double clip = double.PositiveInfinity)
        : this(new EnvironmentVector<TAction>([environment], autoreset), gamma, clip) { }

    /// <summary>Whether the variance stays as it is.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The moments of the discounted returns, one column.</summary>
    public RunningMoments Moments => _moments;

    /// <inheritdoc/>
    public int Count => _inner.Count;

    /// <inheritdoc/>
    public EnvironmentSpec Spec => _inner.Spec;

    /// <inheritdoc/>
    public Space ObservationSpace => _inner.ObservationSpace;

    /// <inheritdoc/>
    public Space ActionSpace => _inner.ActionSpace;

    /// <inheritdoc/>
    public Autoreset Autoreset => _inner.Autoreset;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => _inner.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _inner.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _inner.Truncated;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _inner.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> ActionMasks => _inner.ActionMasks;

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        _inner.Reset(seed);
        Array.Clear(_rewards);
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<ulong> seeds)
    {
        _inner.Reset(seeds);
        Array.Clear(_rewards);
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<bool> mask = default)
    {
        _inner.Reset(mask);
        for (var i = 0; i < Count; i++)
            if (mask.IsEmpty || mask[i])
                _rewards[i] = 0;
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<TAction> actions)
    {
        for (var i = 0; i < Count; i++)
            _isLive[i] = Autoreset != Autoreset.Disabled || !(_inner.Terminated[i] | _inner.Truncated[i]);
        _inner.Step(actions);

        var rewards = _inner.Rewards;
        var terminated = _inner.Terminated;
        var truncated = _inner.Truncated;
        var rows = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!_isLive[i]) continue;
            _returns[i] = (terminated[i] && !_byEpisode ? 0 : _returns[i] * _gamma) + rewards[i];
            _fresh[rows++] = _returns[i];
            if (_byEpisode && (terminated[i] | truncated[i])) _returns[i] = 0;
        }

        if (!IsFrozen) _moments.Update<double>(_fresh.AsSpan(0, rows));
        var deviation = Math.Sqrt(_moments.Variance[0] + Epsilon);
        for (var i = 0; i < Count; i++)
            _rewards[i] = Math.Clamp(rewards[i] / deviation, -_clip, _clip);
    }

    /// <inheritdoc/>
    public void Draw(int index, ICanvas canvas) => _inner.Draw(index, canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _inner.Save(writer.Part("environments"));
        _moments.Save(writer.Part("moments"));
        writer.Write<double>("rewards", _rewards);
        writer.Write<double>("returns", _returns);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _inner.Load(reader.Part("environments"));
        _moments.Load(reader.Part("moments"));
        reader.Read<double>("rewards", _rewards);
        reader.Read<double>("returns", _returns);
    }
}

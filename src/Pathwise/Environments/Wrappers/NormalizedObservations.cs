using Pathwise.Experiments;
using Pathwise.Numerics;

namespace Pathwise.Environments.Wrappers;

/// <summary>
/// Observations with mean 0 and variance 1, component by component: <c>(x − μ)/√(σ² + 10⁻⁸)</c>, with running moments.
/// Gymnasium's <c>NormalizeObservation</c>.
/// </summary>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para>Every observation is taken into the moments before it is normalised by them: those of steps, of resets, and
/// those that follow an automatic reset. Not the last ones of <see cref="Autoreset.SameStep"/>, which are only
/// normalised, and not those of parked environments, which have been.</para>
/// <para>Freeze the moments for evaluation. They belong to the policy that learned with them: a checkpoint has both.
/// Allocates nothing per step. Not thread-safe.</para>
/// </remarks>
public sealed class NormalizedObservations<TAction> : IVectorEnvironment<TAction> where TAction : unmanaged
{
    private readonly IVectorEnvironment<TAction> _inner;
    private readonly RunningMoments _moments;
    private readonly float[] _observations, _finalObservations, _fresh;
    private readonly bool[] _isLive;
    private readonly double _clip;

    /// <inheritdoc cref="NormalizedObservations{TAction}"/>
    /// <param name="inner">The environments.</param>
    /// <param name="clip">The greatest magnitude of a normalised component, > 0: ∞ is Gymnasium's,
    /// 10 Stable-Baselines3's.</param>
    public NormalizedObservations(IVectorEnvironment<TAction> inner, double clip = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clip);
        (_inner, _clip, _moments) = (inner, clip, new(inner.ObservationSpace.Size));
        _observations = new float[Count * _moments.Size];
        _finalObservations = Autoreset == Autoreset.SameStep ? new float[_observations.Length] : [];
        _fresh = new float[_observations.Length];
        _isLive = new bool[Count];
        ObservationSpace = new Box((float)-clip, (float)clip, _moments.Size);
    }

    /// <inheritdoc cref="NormalizedObservations{TAction}"/>
    /// <param name="environment">One environment; it becomes a vector of one.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    /// <param name="clip">The greatest magnitude of a normalised component, > 0.</param>
    public NormalizedObservations(
        IEnvironment<TAction> environment, Autoreset autoreset = Autoreset.NextStep,
        double clip = double.PositiveInfinity)
        : this(new EnvironmentVector<TAction>([environment], autoreset), clip) { }

    /// <summary>Whether the moments stay as they are.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The moments of the observations before normalisation.</summary>
    public RunningMoments Moments => _moments;

    /// <inheritdoc/>
    public int Count => _inner.Count;

    /// <inheritdoc/>
    public EnvironmentSpec Spec => _inner.Spec;

    /// <inheritdoc/>
    public Space ObservationSpace { get; }

    /// <inheritdoc/>
    public Space ActionSpace => _inner.ActionSpace;

    /// <inheritdoc/>
    public Autoreset Autoreset => _inner.Autoreset;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => _observations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _inner.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _inner.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _inner.Truncated;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _finalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> ActionMasks => _inner.ActionMasks;

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        _inner.Reset(seed);
        TakeIn(default);
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<ulong> seeds)
    {
        _inner.Reset(seeds);
        TakeIn(default);
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<bool> mask = default)
    {
        _inner.Reset(mask);
        TakeIn(mask);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<TAction> actions)
    {
        if (Autoreset != Autoreset.Disabled)
        {
            _inner.Step(actions);
            TakeIn(default);
            return;
        }

        for (var i = 0; i < Count; i++)
            _isLive[i] = !(_inner.Terminated[i] | _inner.Truncated[i]);
        _inner.Step(actions);
        TakeIn(_isLive);
    }

    /// <inheritdoc/>
    public void Draw(int index, ICanvas canvas) => _inner.Draw(index, canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _inner.Save(writer.Part("environments"));
        _moments.Save(writer.Part("moments"));
        writer.Write<float>("observations", _observations);
        writer.Write<float>("finalObservations", _finalObservations);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _inner.Load(reader.Part("environments"));
        _moments.Load(reader.Part("moments"));
        reader.Read<float>("observations", _observations);
        reader.Read<float>("finalObservations", _finalObservations);
    }

    /// <summary>Takes the observations that are new into the moments, and normalises all.</summary>
    /// <param name="isNew">Whose observations are new, [n]; empty if all are.</param>
    private void TakeIn(ReadOnlySpan<bool> isNew)
    {
        if (!IsFrozen)
            _moments.Update<float>(isNew.IsEmpty ? _inner.Observations : Gathered(isNew));
        _moments.Standardize(_inner.Observations, _observations, _clip);
        _moments.Standardize(_inner.FinalObservations, _finalObservations, _clip);
    }

    private ReadOnlySpan<float> Gathered(ReadOnlySpan<bool> isNew)
    {
        var (size, rows) = (_moments.Size, 0);
        for (var i = 0; i < Count; i++)
            if (isNew[i])
                _inner.Observations.Slice(i * size, size).CopyTo(_fresh.AsSpan(rows++ * size));
        return _fresh.AsSpan(0, rows * size);
    }
}

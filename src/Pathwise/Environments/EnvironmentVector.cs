using System.Globalization;
using Pathwise.Experiments;

namespace Pathwise.Environments;

/// <summary>Live environments that step together, one after the other. Gymnasium's <c>SyncVectorEnv</c>.</summary>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para>For environments that are objects of their own; rules alone are faster in a
/// <see cref="SimulationBatch{TDynamics, TState, TAction}"/>. The vector owns the environments from then on.</para>
/// <para>Numbers that are not finite are refused by name. Allocates nothing after construction. Not thread-safe.</para>
/// </remarks>
public sealed class EnvironmentVector<TAction> : IVectorEnvironment<TAction> where TAction : unmanaged
{
    private readonly IEnvironment<TAction>[] _environments;
    private readonly int _observationSize, _actionSize;
    private readonly long[] _steps;
    private readonly float[] _observations, _finalObservations;
    private readonly double[] _rewards;
    private readonly bool[] _terminated, _truncated;
    private bool _started;

    /// <inheritdoc cref="EnvironmentVector{TAction}"/>
    /// <param name="environments">At least one; all with equal spaces.</param>
    /// <param name="autoreset">What happens when an episode ends.</param>
    /// <exception cref="ArgumentException">There is none, or the spaces differ.</exception>
    public EnvironmentVector(
        IReadOnlyList<IEnvironment<TAction>> environments, Autoreset autoreset = Autoreset.NextStep)
    {
        ArgumentNullException.ThrowIfNull(environments);
        _environments = [.. environments];
        if (_environments.Length == 0)
            throw new ArgumentException("A vector needs at least one environment.", nameof(environments));
        (Spec, ObservationSpace, ActionSpace, Autoreset) =
            (_environments[0].Spec, _environments[0].ObservationSpace, _environments[0].ActionSpace, autoreset);
        foreach (var other in _environments)
            if (other.ObservationSpace != ObservationSpace || other.ActionSpace != ActionSpace)
                throw new ArgumentException(
                    $"The environments of a vector need equal spaces; "
                    + $"{Spec.Id} has {ObservationSpace} and {ActionSpace}, "
                    + $"{other.Spec.Id} has {other.ObservationSpace} and {other.ActionSpace}.", nameof(environments));

        (_observationSize, _actionSize) = (ObservationSpace.Size, ActionSpace.Size);
        _steps = new long[Count];
        _observations = new float[Count * _observationSize];
        _finalObservations = autoreset == Autoreset.SameStep ? new float[Count * _observationSize] : [];
        _rewards = new double[Count];
        (_terminated, _truncated) = (new bool[Count], new bool[Count]);
    }

    /// <inheritdoc/>
    public int Count => _environments.Length;

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public Space ObservationSpace { get; }

    /// <inheritdoc/>
    public Space ActionSpace { get; }

    /// <inheritdoc/>
    public Autoreset Autoreset { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => _observations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _truncated;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => _finalObservations;

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        for (var i = 0; i < Count; i++)
            Begin(i, unchecked(seed + (ulong)i));
        Started();
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<ulong> seeds)
    {
        if (seeds.Length != Count)
            throw new ArgumentException($"{Count} environments need {Count} seeds; got {seeds.Length}.", nameof(seeds));
        for (var i = 0; i < Count; i++)
            Begin(i, seeds[i]);
        Started();
    }

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<bool> mask = default)
    {
        if (!mask.IsEmpty && mask.Length != Count)
            throw new ArgumentException(
                $"A mask for {Count} environments has {Count} entries; got {mask.Length}.", nameof(mask));
        if (!_started && mask.Contains(false))
            throw new InvalidOperationException(
                $"{Spec.Id} has not been started: the first Reset must be of all environments.");
        if (!_started && mask.IsEmpty)
        {
            Reset(seed: 0);     // so that no two live environments begin with one stream
            return;
        }

        for (var i = 0; i < Count; i++)
            if (mask.IsEmpty || mask[i])
                Begin(i, seed: null);
        Started();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no reset.</exception>
    /// <exception cref="ArgumentException">An action is none of the environment's.</exception>
    /// <exception cref="BadInputException">An environment gave a number that is not finite.</exception>
    public void Step(ReadOnlySpan<TAction> actions)
    {
        if (!_started)
            throw new InvalidOperationException($"{Spec.Id} has not been started: call Reset before Step.");
        PassiveChecks.Actions(Spec.Id, ActionSpace, actions, Count);

        for (var i = 0; i < Count; i++)
            if (Autoreset == Autoreset.SameStep || !(_terminated[i] | _truncated[i])) Advance(i, actions);
            else if (Autoreset == Autoreset.NextStep) Begin(i, seed: null);
            else _rewards[i] = 0;
        PassiveChecks.Numbers(Spec.Id, _observations, _rewards, _steps);
    }

    /// <inheritdoc/>
    public void Draw(int index, ICanvas canvas) => _environments[index].Draw(canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        for (var i = 0; i < Count; i++)
            _environments[i].Save(writer.Part(i.ToString(CultureInfo.InvariantCulture)));
        writer.Write<long>("steps", _steps);
        writer.Write<float>("observations", _observations);
        writer.Write<float>("finalObservations", _finalObservations);
        writer.Write<double>("rewards", _rewards);
        writer.Write<bool>("terminated", _terminated);
        writer.Write<bool>("truncated", _truncated);
        writer.Write<bool>("started", [_started]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        for (var i = 0; i < Count; i++)
            _environments[i].Load(reader.Part(i.ToString(CultureInfo.InvariantCulture)));
        reader.Read<long>("steps", _steps);
        reader.Read<float>("observations", _observations);
        reader.Read<float>("finalObservations", _finalObservations);
        reader.Read<double>("rewards", _rewards);
        reader.Read<bool>("terminated", _terminated);
        reader.Read<bool>("truncated", _truncated);
        reader.Read("started", new Span<bool>(ref _started));
    }

    private Span<float> Row(int i) => _observations.AsSpan(i * _observationSize, _observationSize);

    private void Advance(int i, ReadOnlySpan<TAction> actions)
    {
        var step = _environments[i].Step(actions.Slice(i * _actionSize, _actionSize), Row(i));
        (_rewards[i], _terminated[i], _truncated[i]) = (step.Reward, step.Terminated, step.Truncated);
        _steps[i]++;
        if (Autoreset != Autoreset.SameStep || !step.EndsEpisode) return;

        var last = _finalObservations.AsSpan(i * _observationSize, _observationSize);
        Row(i).CopyTo(last);
        PassiveChecks.LastObservation(Spec.Id, last, i, Count, _steps[i]);
        _environments[i].Reset(Row(i));
        _steps[i] = 0;
    }

    /// <summary>A new episode of environment i; no transition, so no reward and no end.</summary>
    private void Begin(int i, ulong? seed)
    {
        _environments[i].Reset(Row(i), seed);
        (_steps[i], _rewards[i], _terminated[i], _truncated[i]) = (0, 0, false, false);
    }

    private void Started()
    {
        _started = true;
        PassiveChecks.Numbers(Spec.Id, _observations, _rewards, _steps);
    }
}

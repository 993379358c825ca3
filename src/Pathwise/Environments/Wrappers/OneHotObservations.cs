using Pathwise.Experiments;

namespace Pathwise.Environments.Wrappers;

/// <summary>Observations that are choices, seen as zeros with a one at the choice: what a network can tell
/// apart.</summary>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>
/// <para><see cref="Discrete"/> of n becomes n zeros and ones, <see cref="MultiDiscrete"/> the same for each of its
/// components, one after the other; Gymnasium's <c>FlattenObservation</c>. <see cref="Around"/> leaves other spaces as
/// they are.</para>
/// <para>Holds nothing but room, so it may be put around environments that others reset. Allocates nothing per step.
/// Not thread-safe.</para>
/// </remarks>
public sealed class OneHotObservations<TAction> : IVectorEnvironment<TAction> where TAction : unmanaged
{
    private readonly IVectorEnvironment<TAction> _inner;
    private readonly int[] _first, _start;             // of each component: its first column, and its least number
    private readonly float[] _observations, _finalObservations;
    private readonly int _size;

    private OneHotObservations(IVectorEnvironment<TAction> inner, IReadOnlyList<int> counts, int start)
    {
        _inner = inner;
        (_first, _start) = (new int[counts.Count], new int[counts.Count]);
        for (var i = 0; i < counts.Count; i++)
        {
            (_first[i], _start[i]) = (_size, start);
            _size += counts[i];
        }

        ObservationSpace = new Box(0, 1, _size);
        _observations = new float[Count * _size];
        _finalObservations = Autoreset == Autoreset.SameStep ? new float[Count * _size] : [];
    }

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
    public ReadOnlySpan<float> Observations => Encode(_inner.Observations, _observations);

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => _inner.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => _inner.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => _inner.Truncated;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => Encode(_inner.FinalObservations, _finalObservations);

    /// <inheritdoc/>
    public ReadOnlySpan<bool> ActionMasks => _inner.ActionMasks;

    /// <summary>The same environments if their observations are numbers already, and with zeros and ones if they are
    /// choices.</summary>
    public static IVectorEnvironment<TAction> Around(IVectorEnvironment<TAction> environments)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return environments.ObservationSpace switch
        {
            Discrete discrete => new OneHotObservations<TAction>(environments, [discrete.Count], discrete.Start),
            MultiDiscrete several => new OneHotObservations<TAction>(environments, several.Counts, start: 0),
            _ => environments,
        };
    }

    /// <inheritdoc/>
    public void Reset(ulong seed) => _inner.Reset(seed);

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<ulong> seeds) => _inner.Reset(seeds);

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<bool> mask = default) => _inner.Reset(mask);

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<TAction> actions) => _inner.Step(actions);

    /// <inheritdoc/>
    public void Draw(int index, ICanvas canvas) => _inner.Draw(index, canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer) => _inner.Save(writer);

    /// <inheritdoc/>
    public void Load(IStateReader reader) => _inner.Load(reader);

    private ReadOnlySpan<float> Encode(ReadOnlySpan<float> choices, Span<float> rows)
    {
        rows.Clear();
        for (var i = 0; i < choices.Length; i++)
        {
            var (row, component) = (i / _first.Length, i % _first.Length);
            rows[(row * _size) + _first[component] + (int)choices[i] - _start[component]] = 1;
        }

        return rows;
    }
}

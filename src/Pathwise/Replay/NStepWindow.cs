using Pathwise.Experiments;

namespace Pathwise.Replay;

/// <summary>The last steps of one environment, which it turns into transitions over up to n steps:
/// <c>(S_t, A_t, R_{t+1} + … + γ^{n−1} R_{t+n}, S_{t+n}, γⁿ)</c>.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §7.1, eq. (7.1); for replay, Hessel et al. (2018), <i>Rainbow</i>.</para>
/// <para>Where an episode ends, all steps that wait become transitions to its last state, over fewer steps: a terminal
/// state counts 0, the one where an episode was truncated γᵏ. So every step becomes one transition. Allocates nothing
/// after construction.</para>
/// </remarks>
public sealed class NStepWindow<TAction> : ISaved where TAction : unmanaged
{
    private readonly ReplayMemory<TAction> _memory;
    private readonly IReplaySampler _sampler;
    private readonly double _gamma;
    private readonly float[] _observations;             // of the steps that wait, a ring
    private readonly TAction[] _actions;
    private readonly double[] _rewards;
    private int _first, _count;

    /// <summary>An empty window.</summary>
    /// <param name="memory">Takes the transitions.</param>
    /// <param name="sampler">Is told of them.</param>
    /// <param name="steps">n, ≥ 1.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    public NStepWindow(ReplayMemory<TAction> memory, IReplaySampler sampler, int steps, double gamma)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (_memory, _sampler, _gamma) = (memory, sampler, gamma);
        _observations = new float[steps * memory.ObservationSize];
        _actions = new TAction[steps * memory.ActionSize];
        _rewards = new double[steps];
    }

    /// <summary>Takes one step of the environment.</summary>
    /// <param name="observation">S_t, [observation size].</param>
    /// <param name="action">A_t, [action size].</param>
    /// <param name="reward">R_{t+1}.</param>
    /// <param name="next">S_{t+1}; where the episode ends, its last observation; [observation size].</param>
    /// <param name="terminated">Whether S_{t+1} is terminal.</param>
    /// <param name="truncated">Whether the episode was cut short there.</param>
    /// <param name="nextMask">Which choices there are in S_{t+1}; empty where there always are all.</param>
    public void Add(
        ReadOnlySpan<float> observation, ReadOnlySpan<TAction> action, double reward, ReadOnlySpan<float> next,
        bool terminated, bool truncated, ReadOnlySpan<bool> nextMask = default)
    {
        var place = Place(_count++);
        observation.CopyTo(ObservationAt(place));
        action.CopyTo(ActionAt(place));
        _rewards[place] = reward;

        if (terminated || truncated)
            while (_count > 0) Release(next, terminated, nextMask);
        else if (_count == _rewards.Length) Release(next, isTerminal: false, nextMask);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<int>("filled", [_first, _count]);
        writer.Write<float>("observations", _observations);
        writer.Write<TAction>("actions", _actions);
        writer.Write<double>("rewards", _rewards);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<int> filled = stackalloc int[2];
        reader.Read("filled", filled);
        reader.Read<float>("observations", _observations);
        reader.Read<TAction>("actions", _actions);
        reader.Read<double>("rewards", _rewards);
        (_first, _count) = (filled[0], filled[1]);
        if ((uint)_first >= (uint)_rewards.Length || (uint)_count >= (uint)_rewards.Length)
            throw new BadInputException("The checkpoint's last steps are none of this window; it was altered.");
    }

    /// <summary>Makes a transition of the oldest step that waits, over all that wait.</summary>
    private void Release(ReadOnlySpan<float> next, bool isTerminal, ReadOnlySpan<bool> nextMask)
    {
        var (g, discount) = (0.0, 1.0);
        for (var k = 0; k < _count; k++)
        {
            g += discount * _rewards[Place(k)];
            discount *= _gamma;
        }

        var slot = _memory.Add(
            ObservationAt(_first), ActionAt(_first), (float)g, next, isTerminal ? 0 : (float)discount, nextMask);
        _sampler.Added(slot, _memory.Count);
        (_first, _count) = (Place(1), _count - 1);
    }

    private int Place(int k) => (_first + k) % _rewards.Length;

    private Span<float> ObservationAt(int place) =>
        _observations.AsSpan(place * _memory.ObservationSize, _memory.ObservationSize);

    private Span<TAction> ActionAt(int place) => _actions.AsSpan(place * _memory.ActionSize, _memory.ActionSize);
}

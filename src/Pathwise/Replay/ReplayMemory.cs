using Pathwise.Experiments;

namespace Pathwise.Replay;

/// <summary>The last transitions that an agent lived through: a ring in which the newest takes the oldest one's
/// place.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>
/// <para>Source: Lin (1992), <i>Self-improving reactive agents based on reinforcement learning, planning and
/// teaching</i>; Mnih et al. (2015), <i>Human-level control through deep reinforcement learning</i>, algorithm 1, where
/// it is D.</para>
/// <para>A transition is <c>(s, a, g, s′, d)</c>: what was seen and done, what was earned until s′ was seen, and what
/// the value of s′ counts: γᵏ after k steps, 0 where s′ is terminal. A truncated episode is no terminal one.</para>
/// <para>The arrays lie side by side, and nothing is allocated after construction. What is saved is the filled part.
/// Not thread-safe.</para>
/// </remarks>
public sealed class ReplayMemory<TAction> : ISaved where TAction : unmanaged
{
    private readonly int _observationSize, _actionSize, _maskSize;
    private readonly float[] _observations, _rewards, _next, _discounts;
    private readonly TAction[] _actions;
    private readonly bool[] _nextMasks;
    private int _place;                         // of the next transition

    /// <summary>An empty memory.</summary>
    /// <param name="capacity">The most transitions that it holds, ≥ 1.</param>
    /// <param name="observationSize">Numbers in an observation, ≥ 1.</param>
    /// <param name="actionSize">Components of an action, ≥ 1.</param>
    /// <param name="maskSize">Choices that may be masked; 0 where there always are all.</param>
    /// <exception cref="BadInputException">The transitions would not fit into an array.</exception>
    public ReplayMemory(int capacity, int observationSize, int actionSize, int maskSize = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(observationSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(actionSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(maskSize);
        var widest = Math.Max(observationSize, Math.Max(actionSize, maskSize));
        if ((long)capacity * widest > Array.MaxLength)
            throw new BadInputException(
                $"A replay of {capacity} transitions with {widest} numbers each is too large; "
                + $"it can have {Array.MaxLength / widest} at most.");

        (Capacity, _observationSize, _actionSize, _maskSize) = (capacity, observationSize, actionSize, maskSize);
        (_observations, _next) = (new float[capacity * observationSize], new float[capacity * observationSize]);
        (_rewards, _discounts) = (new float[capacity], new float[capacity]);
        (_actions, _nextMasks) = (new TAction[capacity * actionSize], new bool[capacity * maskSize]);
    }

    /// <summary>The most transitions.</summary>
    public int Capacity { get; }

    /// <summary>Transitions there are.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers in an observation.</summary>
    public int ObservationSize => _observationSize;

    /// <summary>Components of an action.</summary>
    public int ActionSize => _actionSize;

    /// <summary>Choices that may be masked; 0 where there always are all.</summary>
    public int MaskSize => _maskSize;

    /// <summary>Room for some transitions of this shape.</summary>
    /// <param name="rows">How many, ≥ 1.</param>
    public ReplayBatch<TAction> NewBatch(int rows) => new(rows, _observationSize, _actionSize, _maskSize);

    /// <summary>Remembers a transition, in place of the oldest one if there is no other room.</summary>
    /// <param name="observation">s, [observation size].</param>
    /// <param name="action">a, [action size].</param>
    /// <param name="reward">g.</param>
    /// <param name="next">s′, [observation size].</param>
    /// <param name="discount">d.</param>
    /// <param name="nextMask">Which choices there are in s′, [mask size].</param>
    /// <returns>The slot it is in.</returns>
    public int Add(
        ReadOnlySpan<float> observation, ReadOnlySpan<TAction> action, float reward, ReadOnlySpan<float> next,
        float discount, ReadOnlySpan<bool> nextMask = default)
    {
        var slot = _place;
        observation.CopyTo(_observations.AsSpan(slot * _observationSize, _observationSize));
        action.CopyTo(_actions.AsSpan(slot * _actionSize, _actionSize));
        next.CopyTo(_next.AsSpan(slot * _observationSize, _observationSize));
        nextMask.CopyTo(_nextMasks.AsSpan(slot * _maskSize, _maskSize));
        (_rewards[slot], _discounts[slot]) = (reward, discount);

        _place = slot + 1 == Capacity ? 0 : slot + 1;
        Count = Math.Max(Count, slot + 1);
        return slot;
    }

    /// <summary>Copies the transitions of a batch's slots into it; its weights stay as they are.</summary>
    /// <param name="batch">Whose <see cref="ReplayBatch{TAction}.Slots"/> say which.</param>
    public void Gather(ReplayBatch<TAction> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CopyRows(_observations, _observationSize, batch.Slots, batch.Observations);
        CopyRows(_next, _observationSize, batch.Slots, batch.Next);
        CopyRows(_actions, _actionSize, batch.Slots, batch.Actions);
        CopyRows(_rewards, 1, batch.Slots, batch.Rewards);
        CopyRows(_discounts, 1, batch.Slots, batch.Discounts);
        if (_maskSize > 0) CopyRows(_nextMasks, _maskSize, batch.Slots, batch.NextMasks);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<int>("filled", [Count, _place]);
        writer.Write<float>("observations", _observations.AsSpan(0, Count * _observationSize));
        writer.Write<TAction>("actions", _actions.AsSpan(0, Count * _actionSize));
        writer.Write<float>("rewards", _rewards.AsSpan(0, Count));
        writer.Write<float>("next", _next.AsSpan(0, Count * _observationSize));
        writer.Write<float>("discounts", _discounts.AsSpan(0, Count));
        writer.Write<bool>("nextMasks", _nextMasks.AsSpan(0, Count * _maskSize));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<int> filled = stackalloc int[2];
        reader.Read("filled", filled);
        var (count, place) = (filled[0], filled[1]);
        if (count < 0 || count > Capacity || place < 0 || place >= Capacity || (count < Capacity && place != count))
            throw new BadInputException(
                $"The checkpoint's replay of {count} transitions, the next one in place {place}, "
                + $"is not one of at most {Capacity}; it was altered or made with other options.");

        reader.Read("observations", _observations.AsSpan(0, count * _observationSize));
        reader.Read("actions", _actions.AsSpan(0, count * _actionSize));
        reader.Read("rewards", _rewards.AsSpan(0, count));
        reader.Read("next", _next.AsSpan(0, count * _observationSize));
        reader.Read("discounts", _discounts.AsSpan(0, count));
        reader.Read("nextMasks", _nextMasks.AsSpan(0, count * _maskSize));
        (Count, _place) = (count, place);
    }

    private static void CopyRows<T>(T[] memory, int width, ReadOnlySpan<int> slots, Span<T> rows)
    {
        if (width == 1)
        {
            for (var i = 0; i < slots.Length; i++) rows[i] = memory[slots[i]];
            return;
        }

        foreach (var slot in slots)
        {
            memory.AsSpan(slot * width, width).CopyTo(rows);
            rows = rows[width..];
        }
    }
}

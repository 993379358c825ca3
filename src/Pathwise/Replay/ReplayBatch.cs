using Pathwise.Numerics;

namespace Pathwise.Replay;

/// <summary>Transitions that one gradient learns from, copied out of a <see cref="ReplayMemory{TAction}"/>.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>Allocates when it is made and never again.</remarks>
public sealed class ReplayBatch<TAction> where TAction : unmanaged
{
    private readonly Memory<float> _states;                        // s of all rows, then s′ of all rows
    private readonly int[] _slots;
    private readonly TAction[] _actions;
    private readonly float[] _rewards, _discounts, _weights;
    private readonly bool[] _nextMasks;
    private readonly int _half;

    /// <summary>Room for some transitions; every weight is 1.</summary>
    /// <param name="rows">How many, ≥ 1.</param>
    /// <param name="observationSize">Numbers in an observation, ≥ 1.</param>
    /// <param name="actionSize">Components of an action, ≥ 1.</param>
    /// <param name="maskSize">Choices that may be masked; 0 where there always are all.</param>
    public ReplayBatch(int rows, int observationSize, int actionSize, int maskSize = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(observationSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(actionSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(maskSize);
        (Rows, _half) = (rows, checked(rows * observationSize));
        _states = AlignedMemory.Allocate(checked(2 * _half));
        (_slots, _actions) = (new int[rows], new TAction[rows * actionSize]);
        (_rewards, _discounts, _weights) = (new float[rows], new float[rows], new float[rows]);
        _nextMasks = new bool[rows * maskSize];
        Array.Fill(_weights, 1);
    }

    /// <summary>How many transitions.</summary>
    public int Rows { get; }

    /// <summary>Where each is in the memory, [rows].</summary>
    public Span<int> Slots => _slots;

    /// <summary>s of every row and then s′ of every row, [2 · rows, observation size]: for networks that see both in
    /// one pass.</summary>
    public Span<float> States => _states.Span;

    /// <summary>s, [rows, observation size].</summary>
    public Span<float> Observations => _states.Span[.._half];

    /// <summary>a, [rows, action size].</summary>
    public Span<TAction> Actions => _actions;

    /// <summary>g, what was earned between s and s′, discounted, [rows].</summary>
    public Span<float> Rewards => _rewards;

    /// <summary>s′, [rows, observation size].</summary>
    public Span<float> Next => _states.Span[_half..];

    /// <summary>d, what the value of s′ counts: γᵏ after k steps, 0 where s′ is terminal; [rows].</summary>
    public Span<float> Discounts => _discounts;

    /// <summary>Which choices there are in s′, [rows, choices]; empty where there always are all.</summary>
    public Span<bool> NextMasks => _nextMasks;

    /// <summary>What each row's error counts, [rows]: all 1 where rows are drawn uniformly.</summary>
    public Span<float> Weights => _weights;
}

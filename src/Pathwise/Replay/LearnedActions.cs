using System.Runtime.InteropServices;
using Pathwise.Environments;
using Pathwise.Randomness;

namespace Pathwise.Replay;

/// <summary>Actions as values and policies learn them, choices 0 … n − 1 or numbers in [−1, 1], and what the
/// environment takes in their place.</summary>
/// <remarks>As Stable-Baselines3 does, which stores and learns rescaled actions.</remarks>
public readonly struct LearnedActions
{
    private readonly Space _space;

    /// <summary>Prepares for a space of actions.</summary>
    /// <param name="space"><see cref="Discrete"/>, or a <see cref="Box"/> with finite bounds.</param>
    /// <exception cref="BadInputException">It is another, or a bound is infinite.</exception>
    public LearnedActions(Space space)
    {
        if (space is Box { IsBounded: false })
            throw new BadInputException(
                $"Actions in {space} without finite bounds cannot be scaled to [−1, 1]; give the space bounds.");
        if (space is not (Discrete or Box))
            throw new BadInputException(
                $"Learning from replay needs choices or real numbers as actions; {space} has neither.");
        _space = space;
    }

    /// <summary>What the environment takes: <c>start + a</c>, or <c>low + (a + 1)/2 · (high − low)</c>, with a cut to
    /// [−1, 1].</summary>
    /// <param name="actions">a, [n, action size].</param>
    /// <param name="taken">Receives the actions, [n, action size].</param>
    public void ToSpace<TAction>(ReadOnlySpan<TAction> actions, Span<TAction> taken) where TAction : unmanaged
    {
        if (_space is Discrete choices)
        {
            var from = MemoryMarshal.Cast<TAction, int>(actions);
            var to = MemoryMarshal.Cast<TAction, int>(taken);
            for (var i = 0; i < from.Length; i++) to[i] = choices.Start + from[i];
        }
        else if (_space is Box box)
        {
            var from = MemoryMarshal.Cast<TAction, float>(actions);
            var to = MemoryMarshal.Cast<TAction, float>(taken);
            for (var i = 0; i < from.Length; i++) to[i] = box.FromUnit(i % box.Size, from[i]);
        }
    }

    /// <summary>Draws actions, all equally likely.</summary>
    /// <param name="masks">Which choices there are, [n, choices]; empty where there always are all.</param>
    /// <param name="streams">Where each environment's randomness comes from, [n].</param>
    /// <param name="actions">Receives the actions, [n, action size].</param>
    public void Sample<TAction>(ReadOnlySpan<bool> masks, Span<Rng> streams, Span<TAction> actions)
        where TAction : unmanaged
    {
        if (_space is Discrete choices)
        {
            var drawn = MemoryMarshal.Cast<TAction, int>(actions);
            for (var i = 0; i < streams.Length; i++)
                drawn[i] = SampleChoice(choices, masks.IsEmpty ? masks : masks.Slice(i * choices.Count, choices.Count),
                    ref streams[i]);
        }
        else
        {
            var drawn = MemoryMarshal.Cast<TAction, float>(actions);
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = (float)streams[i / _space.Size].NextUniform(-1, 1);
        }
    }

    /// <summary>Draws one choice from 0 on, all equally likely.</summary>
    /// <param name="choices">The space.</param>
    /// <param name="mask">Which there are, [choices]; empty: all.</param>
    /// <param name="rng">The stream to draw from.</param>
    public static int SampleChoice(Discrete choices, ReadOnlySpan<bool> mask, ref Rng rng)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return (mask.IsEmpty ? choices.Sample(ref rng) : choices.Sample(mask, ref rng)) - choices.Start;
    }
}

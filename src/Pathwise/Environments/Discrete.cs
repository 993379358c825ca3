using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>The whole numbers start, start + 1, …, start + n − 1. An element is one number.</summary>
public sealed record Discrete : Space
{
    /// <inheritdoc cref="Discrete"/>
    /// <param name="count">n, ≥ 1.</param>
    /// <param name="start">The least number.</param>
    public Discrete(int count, int start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, int.MaxValue, nameof(start));
        (Count, Start) = (count, start);
    }

    /// <summary>n, how many numbers there are.</summary>
    public int Count { get; }

    /// <summary>The least number.</summary>
    public int Start { get; }

    /// <inheritdoc/>
    public override int Size => 1;

    /// <summary>Whether a number belongs to the space.</summary>
    public bool Contains(int number) => (uint)(number - Start) < (uint)Count;

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<int> element) => element.Length == 1 && Contains(element[0]);

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<float> element) =>
        element.Length == 1 && element[0] == MathF.Floor(element[0])
        && element[0] >= Start && element[0] < (double)Start + Count;

    /// <summary>Draws a number, all equally likely.</summary>
    public int Sample(ref Rng rng) => Start + (int)rng.NextInteger(0, Count);

    /// <summary>Draws one of the numbers that a mask allows, all equally likely;
    /// <see cref="Start"/> where it allows none.</summary>
    /// <param name="mask">Which numbers are allowed, [n]: the first entry is for <see cref="Start"/>.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <exception cref="ArgumentException">The mask has another length.</exception>
    public int Sample(ReadOnlySpan<bool> mask, ref Rng rng)
    {
        if (mask.Length != Count)
            throw new ArgumentException($"A mask for {this} has {Count} entries; got {mask.Length}.", nameof(mask));
        var allowed = mask.Count(true);
        if (allowed == 0) return Start;

        var left = (int)rng.NextInteger(0, allowed);
        var index = mask.IndexOf(true);
        for (; left > 0; left--)
            index += 1 + mask[(index + 1)..].IndexOf(true);
        return Start + index;
    }

    /// <inheritdoc/>
    public override void Sample(Span<int> element, ref Rng rng)
    {
        Demand(element.Length);
        element[0] = Sample(ref rng);
    }

    /// <inheritdoc/>
    public override void Sample(Span<float> element, ref Rng rng)
    {
        Demand(element.Length);
        element[0] = Sample(ref rng);
    }

    /// <summary><c>Discrete(2)</c>, or <c>Discrete(2, start = 1)</c>.</summary>
    public override string ToString() => Start == 0 ? $"Discrete({Count})" : $"Discrete({Count}, start = {Start})";
}

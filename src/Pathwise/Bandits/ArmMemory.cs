using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;

namespace Pathwise.Bandits;

/// <summary>What one bandit remembers: two numbers for each arm, how much it has learned, and one number
/// more.</summary>
/// <remarks>
/// A view of <see cref="SizeFor"/> numbers that somebody else owns: head, estimates, weights, scratch. Rows are padded
/// to whole vectors of eight, with estimates of −∞ and weights of 1, so that no padding is ever an argmax and no
/// division fails.
/// </remarks>
public readonly ref struct ArmMemory
{
    private const int Head = EightLanes.Count;

    private readonly ref double _first;

    /// <inheritdoc cref="ArmMemory"/>
    /// <param name="numbers">[SizeFor(arms)].</param>
    /// <param name="arms">n, ≥ 1.</param>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    public ArmMemory(Span<double> numbers, int arms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arms, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length, SizeFor(arms), nameof(numbers));
        _first = ref MemoryMarshal.GetReference(numbers);
        Arms = arms;
    }

    /// <summary>For those who have checked before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ArmMemory(ref double first, int arms)
    {
        _first = ref first;
        Arms = arms;
    }

    /// <summary>n, the number of arms.</summary>
    public int Arms { get; }

    /// <summary>How many rewards were learned from: t − 1. Exact up to 2⁵³.</summary>
    public ref double Learned => ref _first;

    /// <summary>One number that belongs to no arm: the gradient bandit's R̄.</summary>
    public ref double Baseline => ref Unsafe.Add(ref _first, 1);

    /// <summary>What is believed of each arm: Q, H, or successes, [arms].</summary>
    public Span<double> Estimates => MemoryMarshal.CreateSpan(ref EstimateRow, Arms);

    /// <summary>How much is known of each arm: N, or failures, [arms].</summary>
    public Span<double> Weights => MemoryMarshal.CreateSpan(ref WeightRow, Arms);

    /// <summary>Room for a calculation, [arms]; what it holds means nothing to anybody else.</summary>
    public Span<double> Scratch => MemoryMarshal.CreateSpan(ref ScratchRow, Arms);

    /// <summary>Numbers in a row, a multiple of 8.</summary>
    internal int Stride => StrideOf(Arms);

    internal ref double EstimateRow => ref Unsafe.Add(ref _first, Head);

    internal ref double WeightRow => ref Unsafe.Add(ref _first, Head + Stride);

    internal ref double ScratchRow => ref Unsafe.Add(ref _first, Head + (2 * Stride));

    /// <summary>How many numbers a bandit of so many arms remembers, padding included.</summary>
    /// <param name="arms">n, ≥ 1.</param>
    public static int SizeFor(int arms) => checked(Head + (3 * StrideOf(arms)));

    /// <summary>Makes everything 0, and the padding what it must be.</summary>
    public void Clear()
    {
        var all = MemoryMarshal.CreateSpan(ref _first, SizeFor(Arms));
        var stride = Stride;
        all.Clear();
        all.Slice(Head + Arms, stride - Arms).Fill(double.NegativeInfinity);
        all.Slice(Head + stride + Arms, stride - Arms).Fill(1);
    }

    private static int StrideOf(int arms) => (arms + EightLanes.Count - 1) & -EightLanes.Count;
}

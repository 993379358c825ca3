using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>An arm that could still be the best: <c>A = argmax_a [Q(a) + c √(ln t / N(a))]</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §2.7, equation 2.10; with c = √2 and rewards in [0, 1] it is UCB1 of Auer,
/// Cesa-Bianchi and Fischer (2002). An arm without a reward comes before all others, whatever c is. Ties are broken at
/// random, so a propensity is one over their number.</para>
/// <para>t counts rewards learned, and this one. While rewards are under way, further choices are made by the same
/// bounds.</para>
/// </remarks>
public readonly record struct UpperConfidenceBound : IBanditRule<UpperConfidenceBound>
{
    private static readonly BanditParameter ConfidenceParameter =
        new("confidence", "c", 2, 0, 1e6, "how much an arm's uncertainty counts") { IsPrimary = true };

    /// <inheritdoc cref="UpperConfidenceBound"/>
    /// <param name="confidence">c, ≥ 0, in units of the rewards.</param>
    /// <param name="estimation">How values are estimated; sample averages from 0 by default.</param>
    public UpperConfidenceBound(double confidence, ValueEstimation estimation = default) =>
        (Confidence, Estimation) = (ConfidenceParameter.Checked(confidence), estimation);

    /// <summary>c.</summary>
    public double Confidence { get; }

    /// <summary>How values are estimated.</summary>
    public ValueEstimation Estimation { get; }

    /// <summary>What the catalog says of it.</summary>
    public static BanditStrategyEntry CatalogEntry { get; } = new(
        "ucb",
        "Takes the arm of the greatest upper confidence bound, Q(a) + c √(ln t / N(a)).",
        "Sutton & Barto (2018), §2.7, equation 2.10",
        [ConfidenceParameter, ValueEstimation.StepSizeParameter, ValueEstimation.InitialParameter],
        arguments => new UpperConfidenceBound(arguments[0], new(arguments[1], arguments[2])));

    /// <inheritdoc/>
    public BanditStrategyEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Confidence, Estimation.StepSize, Estimation.Initial];

    /// <inheritdoc/>
    public void Begin(ArmMemory memory) => Estimation.Begin(memory);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng) =>
        GreedyArm.Draw(ref Bounds(memory, allowed), memory.Stride, ref rng);

    /// <inheritdoc/>
    public double Propensity(ArmMemory memory, ReadOnlySpan<bool> allowed, int arm)
    {
        var ties = GreedyArm.Ties(ref Bounds(memory, allowed), memory.Stride, arm);
        return ties == 0 ? 0 : 1.0 / ties;
    }

    /// <inheritdoc/>
    public void Probabilities(ArmMemory memory, ReadOnlySpan<bool> allowed, Span<double> probabilities) =>
        GreedyArm.Probabilities(ref Bounds(memory, allowed), memory.Stride, probabilities);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ArmMemory memory, int arm, double reward) => Estimation.Learn(memory, arm, reward);

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);

    /// <summary>The bounds, in the scratch row; −∞ for padding, and for what is not allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref double Bounds(ArmMemory memory, ReadOnlySpan<bool> allowed)
    {
        ref var bounds = ref memory.ScratchRow;
        var logarithm = Vector512.Create(Math.Log(memory.Learned + 1));
        for (nuint i = 0; i < (nuint)memory.Stride; i += EightLanes.Count)
        {
            var q = Vector512.LoadUnsafe(ref memory.EstimateRow, i);
            var n = Vector512.LoadUnsafe(ref memory.WeightRow, i);
            var bound = q + (Vector512.Create(Confidence) * Vector512.Sqrt(logarithm / n));
            Vector512.ConditionalSelect(
                Vector512.Equals(n, Vector512<double>.Zero), Vector512.Create(double.PositiveInfinity), bound)
                .StoreUnsafe(ref bounds, i);
        }

        if (!allowed.IsEmpty)
            for (var a = 0; a < allowed.Length; a++)
                if (!allowed[a]) Unsafe.Add(ref bounds, a) = double.NegativeInfinity;
        return ref bounds;
    }
}

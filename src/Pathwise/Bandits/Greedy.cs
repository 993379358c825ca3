using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Always an arm of the greatest estimated value: <c>A = argmax_a Q(a)</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §2.2, equation 2.2; with initial values above what rewards can be, the
/// optimistic greedy of §2.6. Ties are broken at random, so a propensity is one over their number.</para>
/// </remarks>
public readonly record struct Greedy : IBanditRule<Greedy>
{
    /// <inheritdoc cref="Greedy"/>
    /// <param name="estimation">How values are estimated; sample averages from 0 by default.</param>
    public Greedy(ValueEstimation estimation) => Estimation = estimation;

    /// <summary>How values are estimated.</summary>
    public ValueEstimation Estimation { get; }

    /// <summary>What the catalog says of it.</summary>
    public static BanditStrategyEntry CatalogEntry { get; } = new(
        "greedy",
        "Always takes an arm of the greatest estimated value.",
        "Sutton & Barto (2018), §2.2",
        [ValueEstimation.StepSizeParameter, ValueEstimation.InitialParameter],
        arguments => new Greedy(new(arguments[0], arguments[1])));

    /// <summary>Greedy from initial values so high that every arm disappoints until it has been tried: §2.6.</summary>
    public static BanditStrategyEntry OptimisticEntry { get; } = new(
        "optimistic",
        "Greedy from initial values so high that every arm disappoints until it has been tried.",
        "Sutton & Barto (2018), §2.6, Figure 2.3",
        [
            ValueEstimation.InitialParameter with { Default = 5, IsPrimary = true },
            ValueEstimation.StepSizeParameter with { Default = 0.1 },
        ],
        arguments => new Greedy(new(stepSize: arguments[1], initial: arguments[0])));

    /// <inheritdoc/>
    public BanditStrategyEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Estimation.StepSize, Estimation.Initial];

    /// <inheritdoc/>
    public void Begin(ArmMemory memory) => Estimation.Begin(memory);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng) =>
        GreedyArm.Draw(ref AllowedArms.Of(memory, ref memory.EstimateRow, allowed), memory.Stride, ref rng);

    /// <inheritdoc/>
    public double Propensity(ArmMemory memory, ReadOnlySpan<bool> allowed, int arm)
    {
        ref var values = ref AllowedArms.Of(memory, ref memory.EstimateRow, allowed);
        var ties = GreedyArm.Ties(ref values, memory.Stride, arm);
        return ties == 0 ? 0 : 1.0 / ties;
    }

    /// <inheritdoc/>
    public void Probabilities(ArmMemory memory, ReadOnlySpan<bool> allowed, Span<double> probabilities) =>
        GreedyArm.Probabilities(
            ref AllowedArms.Of(memory, ref memory.EstimateRow, allowed), memory.Stride, probabilities);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ArmMemory memory, int arm, double reward) => Estimation.Learn(memory, arm, reward);

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}

using System.Runtime.CompilerServices;

namespace Pathwise.Bandits;

/// <summary>How the values of arms are estimated: <c>Q ← Q + α_n (R − Q)</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §2.4 (sample averages, α_n = 1/n, equation 2.3), §2.5 (a constant step,
/// equation 2.5) and §2.6 (initial values). A sample average forgets its initial value with the first reward; a
/// constant step keeps (1 − α)ⁿ of it.</para>
/// <para>The default is the sample average from Q₁ = 0.</para>
/// </remarks>
public readonly record struct ValueEstimation
{
    internal static readonly BanditParameter StepSizeParameter =
        new("step-size", "α", 0, 0, 1, "how far an estimate moves to a reward; 0 for sample averages");

    internal static readonly BanditParameter InitialParameter =
        new("initial", "Q₁", 0, -1e150, 1e150, "every arm's estimate before its first reward");

    /// <inheritdoc cref="ValueEstimation"/>
    /// <param name="stepSize">α in (0, 1], or 0 for sample averages.</param>
    /// <param name="initial">Q₁.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public ValueEstimation(double stepSize = 0, double initial = 0) =>
        (StepSize, Initial) = (StepSizeParameter.Checked(stepSize), InitialParameter.Checked(initial));

    /// <summary>α, in (0, 1], or 0 for sample averages.</summary>
    public double StepSize { get; }

    /// <summary>Q₁.</summary>
    public double Initial { get; }

    /// <summary>Writes Q₁ into all estimates.</summary>
    /// <param name="memory">Cleared memory.</param>
    public void Begin(ArmMemory memory) => memory.Estimates.Fill(Initial);

    /// <summary>Takes in a reward, and counts it.</summary>
    /// <param name="memory">Q as estimates, N as weights.</param>
    /// <param name="arm">a.</param>
    /// <param name="reward">R.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ArmMemory memory, int arm, double reward)
    {
        ref var q = ref Unsafe.Add(ref memory.EstimateRow, arm);
        ref var n = ref Unsafe.Add(ref memory.WeightRow, arm);
        n += 1;                                                                  // N(A) ← N(A) + 1
        q += StepSize == 0 ? (reward - q) / n : StepSize * (reward - q);         // Q(A) ← Q(A) + α [R − Q(A)]
        memory.Learned += 1;
    }
}

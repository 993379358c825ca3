using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Preferences that follow the gradient of the expected reward: <c>π(a) = exp H(a) / Σ_b exp
/// H(b)</c>.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §2.8, equations 2.11 and 2.12:
/// <c>H(a) ← H(a) + α (R − R̄)(1{a = A} − π(a))</c>, which is <c>α (R − R̄) ∇ ln π(A)</c>. R̄ is the average of the
/// rewards before this one, the first of them serving as its own; without a baseline it is 0. The book's own figures
/// were made with an average that includes this reward, too, <c>R − R̄ₜ = (R − R̄ₜ₋₁)(1 − 1/t)</c>, which softens the
/// first steps: that is what <see cref="IsInclusive"/> does.</para>
/// <para>A reward that comes late moves the preferences by what π is when it comes, and by π among all arms, whatever
/// was allowed when the arm was chosen.</para>
/// </remarks>
public readonly record struct GradientBandit : IBanditRule<GradientBandit>
{
    private static readonly BanditParameter StepSizeParameter =
        new("step-size", "α", 0.1, 0, 1e6, "how far a reward moves the preferences")
        {
            LeastIsExcluded = true,
            IsPrimary = true,
        };

    private static readonly BanditParameter BaselineParameter =
        new("baseline", "R̄", 1, 0, 1, "whether rewards are compared with their average") { IsSwitch = true };

    private static readonly BanditParameter InclusiveParameter =
        new("inclusive", "R̄ₜ ∋ Rₜ", 0, 0, 1, "whether that average has the reward itself in it") { IsSwitch = true };

    /// <inheritdoc cref="GradientBandit"/>
    /// <param name="stepSize">α, > 0.</param>
    /// <param name="hasBaseline">Whether rewards are compared with their average.</param>
    /// <param name="isInclusive">Whether that average has the reward itself in it.</param>
    public GradientBandit(double stepSize, bool hasBaseline = true, bool isInclusive = false) =>
        (StepSize, HasBaseline, IsInclusive) = (StepSizeParameter.Checked(stepSize), hasBaseline, isInclusive);

    /// <summary>α.</summary>
    public double StepSize { get; }

    /// <summary>Whether rewards are compared with their average.</summary>
    public bool HasBaseline { get; }

    /// <summary>Whether the average has the reward itself in it.</summary>
    public bool IsInclusive { get; }

    /// <summary>What the catalog says of it.</summary>
    public static BanditStrategyEntry CatalogEntry { get; } = new(
        "gradient",
        "Learns preferences along the gradient of the expected reward, and takes arms by their soft-max.",
        "Sutton & Barto (2018), §2.8, Figure 2.5",
        [StepSizeParameter, BaselineParameter, InclusiveParameter],
        arguments => new GradientBandit(arguments[0], arguments[1] != 0, arguments[2] != 0))
    {
        Memory = new("preferences", "counts", "baseline"),
    };

    /// <inheritdoc/>
    public BanditStrategyEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [StepSize, HasBaseline ? 1 : 0, IsInclusive ? 1 : 0];

    /// <inheritdoc/>
    public void Begin(ArmMemory memory) { }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng) =>
        SoftmaxArms.Draw(memory, SoftmaxArms.Weigh(memory, 1, allowed), ref rng);

    /// <inheritdoc/>
    public double Propensity(ArmMemory memory, ReadOnlySpan<bool> allowed, int arm) =>
        SoftmaxArms.Propensity(memory, 1, allowed, arm);

    /// <inheritdoc/>
    public void Probabilities(ArmMemory memory, ReadOnlySpan<bool> allowed, Span<double> probabilities) =>
        SoftmaxArms.Probabilities(memory, 1, allowed, probabilities);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ArmMemory memory, int arm, double reward)
    {
        var total = SoftmaxArms.Weigh(memory, 1, default);
        ref var baseline = ref memory.Baseline;
        if (HasBaseline && memory.Learned == 0) baseline = reward;               // R̄₁ = R₁
        var factor = StepSize * (reward - baseline);                             // α (R − R̄)
        if (HasBaseline && IsInclusive) factor *= memory.Learned / (memory.Learned + 1);

        var perWeight = Vector512.Create(factor / total);
        for (nuint i = 0; i < (nuint)memory.Stride; i += EightLanes.Count)       // H(a) ← H(a) − α (R − R̄) π(a)
            (Vector512.LoadUnsafe(ref memory.EstimateRow, i)
                - (perWeight * Vector512.LoadUnsafe(ref memory.ScratchRow, i)))
                .StoreUnsafe(ref memory.EstimateRow, i);
        Unsafe.Add(ref memory.EstimateRow, arm) += factor;                       // H(A) ← H(A) + α (R − R̄)

        Unsafe.Add(ref memory.WeightRow, arm) += 1;
        memory.Learned += 1;
        if (HasBaseline) baseline += (reward - baseline) / memory.Learned;
    }

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);
}

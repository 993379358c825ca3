using System.Runtime.CompilerServices;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>Greedy but for a share ε of the choices, which go to any arm alike.</summary>
/// <remarks>
/// <para>Source: Sutton &amp; Barto (2018), §2.2 and the boxed algorithm of §2.4, p. 32. Exploring includes the greedy
/// arm: <c>P(a) = ε/n + (1 − ε) [a is one of k greedy arms]/k</c>.</para>
/// <para>ε may decay with the rewards learned: see <see cref="ExplorationSchedule"/>.</para>
/// </remarks>
public readonly record struct EpsilonGreedy : IBanditRule<EpsilonGreedy>
{
    /// <inheritdoc cref="EpsilonGreedy"/>
    /// <param name="epsilon">ε in [0, 1].</param>
    /// <param name="estimation">How values are estimated; sample averages from 0 by default.</param>
    public EpsilonGreedy(double epsilon, ValueEstimation estimation = default)
        : this(ExplorationSchedule.Constant(epsilon), estimation) { }

    /// <inheritdoc cref="EpsilonGreedy"/>
    /// <param name="exploration">ε as a function of time.</param>
    /// <param name="estimation">How values are estimated; sample averages from 0 by default.</param>
    public EpsilonGreedy(ExplorationSchedule exploration, ValueEstimation estimation = default) =>
        (Exploration, Estimation) = (exploration, estimation);

    /// <summary>ε as a function of time.</summary>
    public ExplorationSchedule Exploration { get; }

    /// <summary>How values are estimated.</summary>
    public ValueEstimation Estimation { get; }

    /// <summary>What the catalog says of it: one entry for each law of decay.</summary>
    public static IReadOnlyList<BanditStrategyEntry> CatalogEntries { get; } =
    [
        Describe(
            "epsilon-greedy", "Greedy but for a share ε of the choices, which go to any arm alike.",
            "Sutton & Barto (2018), §2.2",
            a => ExplorationSchedule.Constant(a[0]), ExplorationSchedule.EpsilonParameter),
        Describe(
            "epsilon-greedy-linear", "ε-greedy with an ε that falls along a straight line, then stays.",
            "Mnih et al. (2015), Extended Data Table 1",
            a => ExplorationSchedule.Linear(a[0], a[1], a[2]),
            ExplorationSchedule.FirstParameter, ExplorationSchedule.LastParameter, ExplorationSchedule.StepsParameter),
        Describe(
            "epsilon-greedy-exponential", "ε-greedy with an ε that falls by halves.",
            "Sutton & Barto (2018), §2.2, with ε decaying",
            a => ExplorationSchedule.Exponential(a[0], a[1], a[2]),
            ExplorationSchedule.FirstParameter, ExplorationSchedule.LastParameter,
            ExplorationSchedule.HalfLifeParameter),
        Describe(
            "epsilon-greedy-harmonic", "ε-greedy with ε = min(1, k/t), whose regret grows as ln t.",
            "Auer, Cesa-Bianchi & Fischer (2002), Figure 3",
            a => ExplorationSchedule.Harmonic(a[0]), ExplorationSchedule.HarmonicParameter),
    ];

    /// <inheritdoc/>
    public BanditStrategyEntry Entry => CatalogEntries[(int)Exploration.Decay];

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => Exploration.Decay switch
    {
        ExplorationDecay.None or ExplorationDecay.Harmonic =>
            [Exploration.First, Estimation.StepSize, Estimation.Initial],
        _ => [Exploration.First, Exploration.Last, Exploration.Duration, Estimation.StepSize, Estimation.Initial],
    };

    /// <inheritdoc/>
    public void Begin(ArmMemory memory) => Estimation.Begin(memory);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng) =>
        rng.NextDouble() < Exploration.At(memory.Learned)
            ? AllowedArms.Draw(allowed, memory.Arms, ref rng)
            : GreedyArm.Draw(ref AllowedArms.Of(memory, ref memory.EstimateRow, allowed), memory.Stride, ref rng);

    /// <inheritdoc/>
    public double Propensity(ArmMemory memory, ReadOnlySpan<bool> allowed, int arm)
    {
        ref var values = ref AllowedArms.Of(memory, ref memory.EstimateRow, allowed);
        var (epsilon, ties) = (Exploration.At(memory.Learned), GreedyArm.Ties(ref values, memory.Stride, arm));
        return (epsilon / AllowedArms.Count(allowed, memory.Arms)) + (ties == 0 ? 0 : (1 - epsilon) / ties);
    }

    /// <inheritdoc/>
    public void Probabilities(ArmMemory memory, ReadOnlySpan<bool> allowed, Span<double> probabilities)
    {
        ref var values = ref AllowedArms.Of(memory, ref memory.EstimateRow, allowed);
        GreedyArm.Probabilities(ref values, memory.Stride, probabilities);
        var epsilon = Exploration.At(memory.Learned);
        var share = epsilon / AllowedArms.Count(allowed, memory.Arms);
        for (var a = 0; a < probabilities.Length; a++)
            if (allowed.IsEmpty || allowed[a])
                probabilities[a] = share + ((1 - epsilon) * probabilities[a]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ArmMemory memory, int arm, double reward) => Estimation.Learn(memory, arm, reward);

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);

    private static BanditStrategyEntry Describe(
        string id, string summary, string source,
        Func<IReadOnlyList<double>, ExplorationSchedule> schedule, params BanditParameter[] parameters) => new(
            id, summary, source,
            [.. parameters, ValueEstimation.StepSizeParameter, ValueEstimation.InitialParameter],
            arguments => new EpsilonGreedy(schedule(arguments), new(arguments[^2], arguments[^1])));
}

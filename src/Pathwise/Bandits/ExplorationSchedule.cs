using System.Runtime.CompilerServices;

namespace Pathwise.Bandits;

/// <summary>ε as a function of time: how often to explore at the t-th step, t = 1, 2, …</summary>
/// <remarks>The default is ε = 0. Immutable.</remarks>
public readonly record struct ExplorationSchedule
{
    private ExplorationSchedule(ExplorationDecay decay, double first, double last, double duration) =>
        (Decay, First, Last, Duration) = (decay, first, last, duration);

    /// <summary>The law of decay.</summary>
    public ExplorationDecay Decay { get; }

    /// <summary>ε₁; for the harmonic law k.</summary>
    public double First { get; }

    /// <summary>What ε ends at, or tends to.</summary>
    public double Last { get; }

    /// <summary>T, the steps that a linear decay takes, or in which an exponential one comes half of the way.</summary>
    public double Duration { get; }

    internal static BanditParameter EpsilonParameter { get; } =
        new("epsilon", "ε", 0.1, 0, 1, "how often to explore") { IsPrimary = true };

    internal static BanditParameter FirstParameter { get; } =
        new("first", "ε₁", 1, 0, 1, "how often to explore at first") { IsPrimary = true };

    internal static BanditParameter LastParameter { get; } =
        new("last", "ε_∞", 0.01, 0, 1, "how often to explore in the end") { IsPrimary = true };

    internal static BanditParameter StepsParameter { get; } =
        new("steps", "T", 1000, 1, 1e9, "steps until the end is reached") { IsPrimary = true };

    internal static BanditParameter HalfLifeParameter { get; } =
        new("half-life", "T", 100, 0, 1e9, "steps in which half of the way is gone")
        {
            IsPrimary = true,
            LeastIsExcluded = true,
        };

    internal static BanditParameter HarmonicParameter { get; } =
        new("scale", "k", 10, 0, 1e9, "the first steps, which only explore") { IsPrimary = true };

    /// <summary>ε throughout.</summary>
    /// <param name="epsilon">ε in [0, 1].</param>
    public static ExplorationSchedule Constant(double epsilon) =>
        new(ExplorationDecay.None, EpsilonParameter.Checked(epsilon), epsilon, 0);

    /// <summary><c>ε_t = ε₁ + (ε_∞ − ε₁) min(1, (t − 1)/T)</c>.</summary>
    /// <param name="first">ε₁ in [0, 1].</param>
    /// <param name="last">ε_∞ in [0, 1].</param>
    /// <param name="steps">T, ≥ 1.</param>
    public static ExplorationSchedule Linear(double first, double last, double steps) =>
        new(ExplorationDecay.Linear, FirstParameter.Checked(first), LastParameter.Checked(last),
            StepsParameter.Checked(steps));

    /// <summary><c>ε_t = ε_∞ + (ε₁ − ε_∞) 2^(−(t − 1)/T)</c>.</summary>
    /// <param name="first">ε₁ in [0, 1].</param>
    /// <param name="last">ε_∞ in [0, 1].</param>
    /// <param name="halfLife">T, > 0.</param>
    public static ExplorationSchedule Exponential(double first, double last, double halfLife) =>
        new(ExplorationDecay.Exponential, FirstParameter.Checked(first), LastParameter.Checked(last),
            HalfLifeParameter.Checked(halfLife));

    /// <summary><c>ε_t = min(1, k/t)</c>, with which the regret grows as ln t.</summary>
    /// <remarks>Source: P. Auer, N. Cesa-Bianchi and P. Fischer, <i>Finite-time Analysis of the Multiarmed Bandit
    /// Problem</i>, Machine Learning 47, 2002, Figure 3: k = cK/d² for K arms of which the best is better by
    /// d.</remarks>
    /// <param name="scale">k, ≥ 0.</param>
    public static ExplorationSchedule Harmonic(double scale) =>
        new(ExplorationDecay.Harmonic, HarmonicParameter.Checked(scale), 0, 0);

    /// <summary>ε_t.</summary>
    /// <param name="learned">t − 1, the steps before this one, ≥ 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(double learned) => Decay == ExplorationDecay.None ? First : Decayed(learned);

    private double Decayed(double learned) => Decay switch
    {
        ExplorationDecay.Linear => First + ((Last - First) * Math.Min(1, learned / Duration)),
        ExplorationDecay.Exponential => Last + ((First - Last) * Math.Pow(2, -learned / Duration)),
        _ => Math.Min(1, First / (learned + 1)),
    };
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>An arm as often as it is believed to be the best, for rewards between 0 and 1: draws each arm's probability
/// to win from its posterior, and takes the greatest.</summary>
/// <remarks>
/// <para>Source: W. R. Thompson, Biometrika 25, 1933; D. J. Russo et al., <i>A Tutorial on Thompson Sampling</i>, 2018,
/// §3. The prior is Beta(α, β), uniform for α = β = 1; after S successes and F failures the posterior is
/// Beta(α + S, β + F). A reward r between 0 and 1 counts as r successes and 1 − r failures.</para>
/// <para>A propensity is a numerical integral with an absolute error below 10⁻¹¹, over the logits of the probabilities,
/// where densities are smooth to their ends; it takes some 150 µs for ten arms, and
/// <see cref="IBandit.ChooseArm(ref Rng)"/> does without it.</para>
/// </remarks>
public readonly record struct BernoulliThompsonSampling : IBanditRule<BernoulliThompsonSampling>
{
    private static readonly BanditParameter SuccessesParameter =
        new("alpha", "α", 1, 0.5, 1e6, "successes that an arm is believed to have had at first");

    private static readonly BanditParameter FailuresParameter =
        new("beta", "β", 1, 0.5, 1e6, "failures that an arm is believed to have had at first");

    /// <summary>The uniform prior.</summary>
    public BernoulliThompsonSampling() : this(1, 1) { }

    /// <inheritdoc cref="BernoulliThompsonSampling"/>
    /// <param name="alpha">α, ≥ ½.</param>
    /// <param name="beta">β, ≥ ½.</param>
    public BernoulliThompsonSampling(double alpha, double beta) =>
        (Alpha, Beta) = (SuccessesParameter.Checked(alpha), FailuresParameter.Checked(beta));

    /// <summary>α.</summary>
    public double Alpha { get; }

    /// <summary>β.</summary>
    public double Beta { get; }

    /// <summary>What the catalog says of it.</summary>
    public static BanditStrategyEntry CatalogEntry { get; } = new(
        "thompson-bernoulli",
        "Draws each arm's probability to win from a beta posterior, and takes the greatest; for rewards in [0, 1].",
        "Thompson (1933); Russo et al. (2018), §3",
        [SuccessesParameter, FailuresParameter],
        arguments => new BernoulliThompsonSampling(arguments[0], arguments[1]))
    {
        Rewards = RewardRange.Unit,
        Memory = new("successes", "failures", EstimatesAreWeights: true),
    };

    /// <inheritdoc/>
    public BanditStrategyEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Alpha, Beta];

    /// <inheritdoc/>
    public void Begin(ArmMemory memory)
    {
        if (Alpha == 0)
            throw new InvalidOperationException("This strategy is without parameters; use its constructor.");
    }

    /// <inheritdoc/>
    public int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng)
    {
        var draws = memory.Scratch;
        for (var a = 0; a < draws.Length; a++)
            draws[a] = GammaDraw.DrawBeta(Alpha + memory.Estimates[a], Beta + memory.Weights[a], ref rng);
        return GreedyArm.Draw(
            ref AllowedArms.Of(memory, ref memory.ScratchRow, allowed), memory.Stride, ref rng);
    }

    /// <inheritdoc/>
    public double Propensity(ArmMemory memory, ReadOnlySpan<bool> allowed, int arm)
    {
        Probabilities(memory, allowed, memory.Scratch);
        return memory.Scratch[arm];
    }

    /// <inheritdoc/>
    public void Probabilities(ArmMemory memory, ReadOnlySpan<bool> allowed, Span<double> probabilities) =>
        BestArmProbabilities.Compute(new Posteriors(this, memory), allowed, probabilities);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Learn(ArmMemory memory, int arm, double reward)
    {
        Unsafe.Add(ref memory.EstimateRow, arm) += reward;                       // S(A) ← S(A) + R
        Unsafe.Add(ref memory.WeightRow, arm) += 1 - reward;                     // F(A) ← F(A) + 1 − R
        memory.Learned += 1;
    }

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);

    /// <summary>Densities of the logits y = ln(x / (1 − x)), which are proportional to x^α (1 − x)^β.</summary>
    private readonly ref struct Posteriors(BernoulliThompsonSampling rule, ArmMemory memory) : IArmPosteriors
    {
        private readonly BernoulliThompsonSampling _rule = rule;
        private readonly ArmMemory _memory = memory;

        public ArmDensity Range(int arm) => LogitOfBeta.Range(Alpha(arm), Beta(arm));

        public double Step(int arm, double from) => LogitOfBeta.Step(Alpha(arm) + Beta(arm), from);

        public Vector512<double> Density(int arm, Vector512<double> points)
        {
            var (alpha, beta) = (Alpha(arm), Beta(arm));
            var peak = Vector512.Create(Math.Log(alpha / beta));
            return DoubleExponential.OfNonPositive(LogitOfBeta.LogDensity(alpha, beta, points - peak));
        }

        private double Alpha(int arm) => _rule.Alpha + _memory.Estimates[arm];

        private double Beta(int arm) => _rule.Beta + _memory.Weights[arm];
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>An arm as often as it is believed to be the best: draws a value for each arm from its posterior, and takes
/// the greatest.</summary>
/// <remarks>
/// <para>Source: W. R. Thompson, Biometrika 25, 1933; D. J. Russo et al., <i>A Tutorial on Thompson Sampling</i>, 2018,
/// §4. Rewards are taken to be N(q, σ²) with a prior q ~ N(m, s²), so after n rewards of mean x̄ the posterior is
/// <c>N((m/s² + n x̄/σ²)/λ, 1/λ)</c> with <c>λ = 1/s² + n/σ²</c>.</para>
/// <para>A propensity, the probability that an arm's draw is the greatest, is a numerical integral with an absolute
/// error below 10⁻¹¹ (see BestArmProbabilities), which takes some 35 µs for ten arms:
/// <see cref="IBandit.ChooseArm(ref Rng)"/> does without it.</para>
/// </remarks>
public readonly record struct GaussianThompsonSampling : IBanditRule<GaussianThompsonSampling>
{
    private static readonly BanditParameter NoiseParameter =
        new("noise", "σ", 1, 1e-9, 1e6, "the rewards' standard deviation");

    private static readonly BanditParameter PriorMeanParameter =
        new("prior-mean", "m", 0, -1e6, 1e6, "what an arm is believed to be worth at first");

    private static readonly BanditParameter PriorDeviationParameter =
        new("prior-deviation", "s", 1, 1e-9, 1e6, "how uncertain that is, as a standard deviation");

    private readonly double _noisePrecision, _priorPrecision;                    // 1/σ², 1/s²

    /// <inheritdoc cref="GaussianThompsonSampling"/>
    /// <param name="noise">σ, from 10⁻⁹ to 10⁶.</param>
    /// <param name="priorMean">m.</param>
    /// <param name="priorDeviation">s, from 10⁻⁹ to 10⁶.</param>
    public GaussianThompsonSampling(double noise, double priorMean = 0, double priorDeviation = 1)
    {
        (Noise, PriorMean, PriorDeviation) = (
            NoiseParameter.Checked(noise), PriorMeanParameter.Checked(priorMean),
            PriorDeviationParameter.Checked(priorDeviation));
        (_noisePrecision, _priorPrecision) = (1 / (noise * noise), 1 / (priorDeviation * priorDeviation));
    }

    /// <summary>σ.</summary>
    public double Noise { get; }

    /// <summary>m.</summary>
    public double PriorMean { get; }

    /// <summary>s.</summary>
    public double PriorDeviation { get; }

    /// <summary>What the catalog says of it.</summary>
    public static BanditStrategyEntry CatalogEntry { get; } = new(
        "thompson-gaussian",
        "Draws each arm's value from a normal posterior, and takes the greatest.",
        "Thompson (1933); Russo et al. (2018), §4",
        [NoiseParameter, PriorMeanParameter, PriorDeviationParameter],
        arguments => new GaussianThompsonSampling(arguments[0], arguments[1], arguments[2]))
    {
        Memory = new("means", "counts"),
    };

    /// <inheritdoc/>
    public BanditStrategyEntry Entry => CatalogEntry;

    /// <inheritdoc/>
    public IReadOnlyList<double> Arguments => [Noise, PriorMean, PriorDeviation];

    /// <summary>An arm's posterior mean and standard deviation.</summary>
    /// <param name="mean">x̄, the mean of its rewards; anything if there are none.</param>
    /// <param name="count">n, how many there are.</param>
    public (double Mean, double Deviation) Posterior(double mean, double count)
    {
        var precision = _priorPrecision + (count * _noisePrecision);             // λ
        return (((PriorMean * _priorPrecision) + (count * _noisePrecision * mean)) / precision,
            1 / Math.Sqrt(precision));
    }

    /// <inheritdoc/>
    public void Begin(ArmMemory memory)
    {
        if (Noise == 0)
            throw new InvalidOperationException("This strategy is without parameters; use its constructor.");
    }

    /// <inheritdoc/>
    public int Choose(ArmMemory memory, ReadOnlySpan<bool> allowed, ref Rng rng)
    {
        foreach (ref var z in memory.Scratch) z = rng.NextNormal();

        var (priorPrecision, noisePrecision, priorSum) = (
            Vector512.Create(_priorPrecision), Vector512.Create(_noisePrecision),
            Vector512.Create(PriorMean * _priorPrecision));
        for (nuint i = 0; i < (nuint)memory.Stride; i += EightLanes.Count)
        {
            var information = Vector512.LoadUnsafe(ref memory.WeightRow, i) * noisePrecision;        // n/σ²
            var precision = priorPrecision + information;                                            // λ
            var mean = (priorSum + (information * Vector512.LoadUnsafe(ref memory.EstimateRow, i))) / precision;
            var z = Vector512.LoadUnsafe(ref memory.ScratchRow, i);
            (mean + (z / Vector512.Sqrt(precision))).StoreUnsafe(ref memory.ScratchRow, i);
        }

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
    public void Learn(ArmMemory memory, int arm, double reward) =>
        default(ValueEstimation).Learn(memory, arm, reward);

    /// <inheritdoc/>
    public override string ToString() => Entry.Format(Arguments);

    private readonly ref struct Posteriors(GaussianThompsonSampling rule, ArmMemory memory) : IArmPosteriors
    {
        private readonly GaussianThompsonSampling _rule = rule;
        private readonly ArmMemory _memory = memory;

        public ArmDensity Range(int arm) => Of(arm).Range;

        public double Step(int arm, double from) => Of(arm).Step;

        public Vector512<double> Density(int arm, Vector512<double> points) => Of(arm).At(points);

        private NormalDensity Of(int arm)
        {
            var (mean, deviation) = _rule.Posterior(_memory.Estimates[arm], _memory.Weights[arm]);
            return new(mean, deviation);
        }
    }
}

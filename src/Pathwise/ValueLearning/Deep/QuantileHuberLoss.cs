using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;

namespace Pathwise.ValueLearning.Deep;

/// <summary>What draws N numbers to the quantiles of a distribution that N others are samples of.</summary>
/// <remarks>
/// <para>Source: Dabney, Rowland, Bellemare &amp; Munos (2018), <i>Distributional reinforcement learning with quantile
/// regression</i>, eq. (10) and algorithm 1, with κ = 1 and the quantiles' midpoints of lemma 2:</para>
/// <code>
/// loss = Σ_i mean_j ρ_{τ̂_i}(T_j − θ_i),   ρ_τ(u) = |τ − 1{u &lt; 0}| · L(u),   τ̂_i = (2i − 1) / 2N
/// </code>
/// <para>L is <see cref="HuberLoss"/>. Takes N² operations; bits do not depend on the vector width.</para>
/// </remarks>
public sealed class QuantileHuberLoss : IValueLoss
{
    private readonly float[] _levels, _losses;

    /// <summary>Prepares for a number of quantiles.</summary>
    /// <param name="quantiles">N, ≥ 1.</param>
    public QuantileHuberLoss(int quantiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantiles, 1);
        (_levels, _losses) = (new float[quantiles], new float[quantiles]);
        for (var i = 0; i < quantiles; i++) _levels[i] = (float)(((2 * i) + 1) / (2.0 * quantiles));
    }

    /// <inheritdoc/>
    public int Atoms => _levels.Length;

    /// <inheritdoc/>
    public ValueError Of(ReadOnlySpan<float> values, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        Lengths.MustMatch(values.Length, Atoms, nameof(values));
        Lengths.MustMatch(targets.Length, Atoms, nameof(targets));
        Lengths.MustMatch(gradients.Length, Atoms, nameof(gradients));
        Elementwise.Run(new Rows(_levels, values, targets, gradients, _losses), Atoms);
        var loss = Reduction.Of<Total>(_losses, neutral: 0);
        return new(loss, loss);
    }

    /// <summary>The definition, in double.</summary>
    internal static double Reference(ReadOnlySpan<double> values, ReadOnlySpan<double> targets)
    {
        var (n, sum) = (values.Length, 0.0);
        for (var i = 0; i < n; i++)
            foreach (var target in targets)
            {
                var u = target - values[i];
                sum += Math.Abs(((2 * i) + 1) / (2.0 * n) - (u < 0 ? 1 : 0)) * HuberLoss.Reference(u) / targets.Length;
            }

        return sum;
    }

    /// <summary>Lanes are quantiles i; each goes through all targets j in turn.</summary>
    private readonly ref struct Rows(
        ReadOnlySpan<float> levels, ReadOnlySpan<float> values, ReadOnlySpan<float> targets,
        Span<float> gradients, Span<float> losses) : IElementwise
    {
        private readonly ref float _levels = ref MemoryMarshal.GetReference(levels);
        private readonly ref float _values = ref MemoryMarshal.GetReference(values);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly ref float _losses = ref MemoryMarshal.GetReference(losses);
        private readonly ReadOnlySpan<float> _targets = targets;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            var (zero, one, half, less) = (T.Broadcast(0), T.Broadcast(1), T.Broadcast(0.5f), T.Broadcast(-1));
            var theta = T.Load(in Unsafe.Add(ref _values, index));
            var above = T.Load(in Unsafe.Add(ref _levels, index));             // τ̂, where T_j is above θ
            var below = one - above;                                           // 1 − τ̂, where it is below
            var (slope, loss) = (zero, zero);
            foreach (var target in _targets)
            {
                var u = T.Broadcast(target) - theta;
                var clipped = T.SelectLess(u, less, less, T.SelectLess(one, u, one, u));
                var weighed = T.SelectLess(u, zero, below, above) * clipped;   // ρ′(u)
                slope += weighed;
                T.AddProduct(ref loss, weighed, u - (half * clipped));
            }

            var share = T.Broadcast(1f / _targets.Length);
            T.Store(zero - (slope * share), ref Unsafe.Add(ref _gradients, index));
            T.Store(loss * share, ref Unsafe.Add(ref _losses, index));
        }
    }
}

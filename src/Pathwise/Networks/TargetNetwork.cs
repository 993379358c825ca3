using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>Parameters that follow those which learn, so that what is learned towards stands still for a
/// while.</summary>
/// <remarks>Source: Mnih et al. (2015), <i>Human-level control through deep reinforcement learning</i> (τ = 1, now and
/// then); Lillicrap et al. (2016), <i>Continuous control with deep reinforcement learning</i>, algorithm 1 (small τ, in
/// every step); averages of iterates: Polyak &amp; Juditsky (1992).</remarks>
public static class TargetNetwork
{
    /// <summary><c>θ⁻ ← τ θ + (1 − τ) θ⁻</c>.</summary>
    /// <param name="online">θ, [n].</param>
    /// <param name="target">θ⁻, changed in place, [n].</param>
    /// <param name="tau">τ, in [0, 1]; 1 copies, bit for bit.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Follow(ReadOnlySpan<float> online, Span<float> target, double tau)
    {
        Lengths.MustMatch(online.Length, target.Length, nameof(online));
        if (!(tau is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(tau), tau, "τ must be in [0, 1].");
        if (tau == 1) online.CopyTo(target);
        else Elementwise.Run(new Mixture(online, target, (float)tau, (float)(1 - tau)), target.Length);
    }

    private readonly ref struct Mixture(ReadOnlySpan<float> online, Span<float> target, float tau, float rest)
        : IElementwise
    {
        private readonly ref float _online = ref MemoryMarshal.GetReference(online);
        private readonly ref float _target = ref MemoryMarshal.GetReference(target);
        private readonly float _tau = tau, _rest = rest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            ref var target = ref Unsafe.Add(ref _target, index);
            var kept = T.Broadcast(_rest) * T.Load(in target);
            T.Store(
                T.FusedMultiplyAdd(T.Broadcast(_tau), T.Load(in Unsafe.Add(ref _online, index)), kept), ref target);
        }
    }
}

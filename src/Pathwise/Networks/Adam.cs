using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Experiments;
using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>Adam: steps along a running mean of the gradient, scaled by a running mean of its square.</summary>
/// <remarks>
/// <para>Source: Kingma and Ba (2015), arXiv:1412.6980, Algorithm 1, as PyTorch has it (ε outside the root); with
/// <see cref="WeightDecay"/> it is AdamW: Loshchilov and Hutter (2019), arXiv:1711.05101, Algorithm 2.</para>
/// <code>
/// θ ← θ − α λ θ
/// m ← β₁ m + (1 − β₁) g
/// v ← β₂ v + (1 − β₂) g²
/// θ ← θ − α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
/// </code>
/// </remarks>
/// <param name="count">Parameters, ≥ 1.</param>
public sealed class Adam(int count) : IOptimizer
{
    private readonly Memory<float> _mean = AlignedMemory.Allocate(count);       // m
    private readonly Memory<float> _square = AlignedMemory.Allocate(count);     // v
    private long _steps;                                                        // t

    /// <summary>β₁, in [0, 1).</summary>
    /// <value>Default 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, in [0, 1).</summary>
    /// <value>Default 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, > 0.</summary>
    /// <value>Default 10⁻⁸. Policy gradients often take 10⁻⁵.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ, ≥ 0, decoupled from the gradient.</summary>
    /// <value>Default 0.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize)
    {
        Lengths.MustMatch(parameters.Length, _mean.Length, nameof(parameters));
        Lengths.MustMatch(gradients.Length, _mean.Length, nameof(gradients));

        _steps++;
        Elementwise.Run(new Update(parameters, gradients, _mean.Span, _square.Span)
        {
            Beta1 = (float)Beta1,
            Rest1 = (float)(1 - Beta1),
            Beta2 = (float)Beta2,
            Rest2 = (float)(1 - Beta2),
            Keep = (float)(1 - (stepSize * WeightDecay)),
            StepSize = (float)(stepSize / (1 - Math.Pow(Beta1, _steps))),
            RootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, _steps))),
            Epsilon = (float)Epsilon,
        }, parameters.Length);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("mean", _mean.Span);
        writer.Write<float>("square", _square.Span);
        writer.Write<long>("steps", [_steps]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<float>("mean", _mean.Span);
        reader.Read<float>("square", _square.Span);
        reader.Read("steps", new Span<long>(ref _steps));
    }

    private ref struct Update(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> mean, Span<float> square)
        : IElementwise
    {
        public float Beta1, Rest1, Beta2, Rest2, Keep, StepSize, RootScale, Epsilon;

        private readonly ref float _parameters = ref MemoryMarshal.GetReference(parameters);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly ref float _mean = ref MemoryMarshal.GetReference(mean);
        private readonly ref float _square = ref MemoryMarshal.GetReference(square);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Apply<T>(int i) where T : struct, ILanes<T>
        {
            var g = T.Load(in Unsafe.Add(ref _gradients, i));
            var m = (T.Broadcast(Beta1) * T.Load(in Unsafe.Add(ref _mean, i))) + (T.Broadcast(Rest1) * g);
            var v = (T.Broadcast(Beta2) * T.Load(in Unsafe.Add(ref _square, i))) + (T.Broadcast(Rest2) * g * g);
            var root = (T.Sqrt(v) * T.Broadcast(RootScale)) + T.Broadcast(Epsilon);
            var theta = T.Load(in Unsafe.Add(ref _parameters, i));
            T.Store(m, ref Unsafe.Add(ref _mean, i));
            T.Store(v, ref Unsafe.Add(ref _square, i));
            T.Store(
                (T.Broadcast(Keep) * theta) - (T.Broadcast(StepSize) * m / root),
                ref Unsafe.Add(ref _parameters, i));
        }
    }
}

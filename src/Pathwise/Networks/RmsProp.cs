using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Experiments;
using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>RMSProp: the gradient divided by the root of a running mean of its square.</summary>
/// <remarks>
/// <para>Source: Tieleman and Hinton (2012), as PyTorch's documentation of <c>torch.optim.RMSprop</c> has it; with
/// <see cref="EpsilonInsideRoot"/> as TensorFlow has it.</para>
/// <code>
/// v ← ρ v + (1 − ρ) g²                      (v starts at 0; at 1 with ε inside the root)
/// d = √v + ε,  or √(v + ε)                  (centred: v − ḡ² for v, with ḡ ← ρ ḡ + (1 − ρ) g)
/// b ← μ b + g / d
/// θ ← θ − α b
/// </code>
/// </remarks>
/// <param name="count">Parameters, ≥ 1.</param>
public sealed class RmsProp(int count) : IOptimizer
{
    private readonly float[] _square = new float[count];        // v
    private readonly float[] _mean = new float[count];          // ḡ
    private readonly float[] _velocity = new float[count];      // b

    /// <summary>ρ, in [0, 1).</summary>
    /// <value>Default 0.99.</value>
    public double Decay { get; init; } = 0.99;

    /// <summary>ε, > 0.</summary>
    /// <value>Default 10⁻⁸; Stable-Baselines3's A2C takes 10⁻⁵.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>μ, in [0, 1).</summary>
    /// <value>Default 0.</value>
    public double Momentum { get; init; }

    /// <summary>Whether to divide by the deviation instead of the root mean square.</summary>
    /// <value>Default false.</value>
    public bool Centered { get; init; }

    /// <summary>Whether ε is added before the root is taken, and v starts at 1.</summary>
    /// <value>Default false.</value>
    public bool EpsilonInsideRoot
    {
        get;
        init
        {
            field = value;
            Array.Fill(_square, value ? 1 : 0);
        }
    }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize)
    {
        Lengths.MustMatch(parameters.Length, _square.Length, nameof(parameters));
        Lengths.MustMatch(gradients.Length, _square.Length, nameof(gradients));

        Elementwise.Run(new Update(parameters, gradients, _square, _mean, _velocity)
        {
            Decay = (float)Decay,
            Fresh = (float)(1 - Decay),
            Centered = Centered ? 1 : 0,
            InnerEpsilon = EpsilonInsideRoot ? (float)Epsilon : 0,
            OuterEpsilon = EpsilonInsideRoot ? 0 : (float)Epsilon,
            Momentum = (float)Momentum,
            StepSize = (float)stepSize,
        }, parameters.Length);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("square", _square);
        writer.Write<float>("mean", _mean);
        writer.Write<float>("velocity", _velocity);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<float>("square", _square);
        reader.Read<float>("mean", _mean);
        reader.Read<float>("velocity", _velocity);
    }

    private ref struct Update(Span<float> parameters, ReadOnlySpan<float> gradients,
        Span<float> square, Span<float> mean, Span<float> velocity) : IElementwise
    {
        public float Decay, Fresh, Centered, InnerEpsilon, OuterEpsilon, Momentum, StepSize;

        private readonly ref float _parameters = ref MemoryMarshal.GetReference(parameters);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly ref float _square = ref MemoryMarshal.GetReference(square);
        private readonly ref float _mean = ref MemoryMarshal.GetReference(mean);
        private readonly ref float _velocity = ref MemoryMarshal.GetReference(velocity);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Apply<T>(int i) where T : struct, ILanes<T>
        {
            var g = T.Load(in Unsafe.Add(ref _gradients, i));
            var v = (T.Broadcast(Decay) * T.Load(in Unsafe.Add(ref _square, i))) + (T.Broadcast(Fresh) * g * g);
            var mean = (T.Broadcast(Decay) * T.Load(in Unsafe.Add(ref _mean, i))) + (T.Broadcast(Fresh) * g);
            var variance = v - (T.Broadcast(Centered) * mean * mean);
            var root = T.Sqrt(variance + T.Broadcast(InnerEpsilon)) + T.Broadcast(OuterEpsilon);
            var b = (T.Broadcast(Momentum) * T.Load(in Unsafe.Add(ref _velocity, i))) + (g / root);
            T.Store(v, ref Unsafe.Add(ref _square, i));
            T.Store(mean, ref Unsafe.Add(ref _mean, i));
            T.Store(b, ref Unsafe.Add(ref _velocity, i));
            T.Store(T.Load(in Unsafe.Add(ref _parameters, i)) - (T.Broadcast(StepSize) * b),
                ref Unsafe.Add(ref _parameters, i));
        }
    }
}

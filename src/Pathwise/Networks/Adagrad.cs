using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Experiments;
using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>Adagrad: the gradient divided by the root of the sum of all its squares so far.</summary>
/// <remarks>
/// <para>Source: Duchi, Hazan and Singer (2011), as PyTorch's documentation of <c>torch.optim.Adagrad</c> has
/// it.</para>
/// <code>
/// s ← s + g²
/// θ ← θ − α g / (√s + ε)
/// </code>
/// </remarks>
/// <param name="count">Parameters, ≥ 1.</param>
public sealed class Adagrad(int count) : IOptimizer
{
    private readonly float[] _sum = new float[count];           // s

    /// <summary>Where s starts, ≥ 0.</summary>
    /// <value>Default 0.</value>
    public double InitialSum
    {
        get;
        init
        {
            field = value;
            Array.Fill(_sum, (float)value);
        }
    }

    /// <summary>ε, > 0.</summary>
    /// <value>Default 10⁻¹⁰.</value>
    public double Epsilon { get; init; } = 1e-10;

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize)
    {
        Lengths.MustMatch(parameters.Length, _sum.Length, nameof(parameters));
        Lengths.MustMatch(gradients.Length, _sum.Length, nameof(gradients));

        Elementwise.Run(
            new Update(parameters, gradients, _sum) { StepSize = (float)stepSize, Epsilon = (float)Epsilon },
            parameters.Length);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("sum", _sum);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<float>("sum", _sum);
    }

    private ref struct Update(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> sum) : IElementwise
    {
        public float StepSize, Epsilon;

        private readonly ref float _parameters = ref MemoryMarshal.GetReference(parameters);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly ref float _sum = ref MemoryMarshal.GetReference(sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Apply<T>(int i) where T : struct, ILanes<T>
        {
            var g = T.Load(in Unsafe.Add(ref _gradients, i));
            var s = T.Load(in Unsafe.Add(ref _sum, i)) + (g * g);
            var step = T.Broadcast(StepSize) * g / (T.Sqrt(s) + T.Broadcast(Epsilon));
            T.Store(s, ref Unsafe.Add(ref _sum, i));
            T.Store(T.Load(in Unsafe.Add(ref _parameters, i)) - step, ref Unsafe.Add(ref _parameters, i));
        }
    }
}

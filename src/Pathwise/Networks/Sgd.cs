using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Experiments;
using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>Gradient descent, with momentum if asked for.</summary>
/// <remarks>
/// <para>Source: PyTorch's documentation of <c>torch.optim.SGD</c>;
/// Nesterov's form after Sutskever et al. (2013).</para>
/// <code>
/// b ← μ b + (1 − τ) g        (b ← g at the first step)
/// θ ← θ − α b,  or with Nesterov  θ ← θ − α (g + μ b)
/// </code>
/// </remarks>
/// <param name="count">Parameters, ≥ 1.</param>
public sealed class Sgd(int count) : IOptimizer
{
    private readonly float[] _velocity = new float[count];      // b
    private long _steps;

    /// <summary>μ, in [0, 1).</summary>
    /// <value>Default 0: plain gradient descent.</value>
    public double Momentum { get; init; }

    /// <summary>τ, in [0, 1).</summary>
    /// <value>Default 0.</value>
    public double Dampening { get; init; }

    /// <summary>Whether to look ahead along the momentum.</summary>
    /// <value>Default false.</value>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize)
    {
        Lengths.MustMatch(parameters.Length, _velocity.Length, nameof(parameters));
        Lengths.MustMatch(gradients.Length, _velocity.Length, nameof(gradients));

        _steps++;
        Elementwise.Run(new Update(parameters, gradients, _velocity)
        {
            Momentum = (float)Momentum,
            Fresh = _steps == 1 ? 1 : (float)(1 - Dampening),
            OfGradient = Nesterov ? (float)stepSize : 0,
            OfVelocity = (float)(Nesterov ? stepSize * Momentum : stepSize),
        }, parameters.Length);
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("velocity", _velocity);
        writer.Write<long>("steps", [_steps]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<float>("velocity", _velocity);
        reader.Read("steps", new Span<long>(ref _steps));
    }

    private ref struct Update(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> velocity)
        : IElementwise
    {
        public float Momentum, Fresh, OfGradient, OfVelocity;

        private readonly ref float _parameters = ref MemoryMarshal.GetReference(parameters);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly ref float _velocity = ref MemoryMarshal.GetReference(velocity);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Apply<T>(int i) where T : struct, ILanes<T>
        {
            var g = T.Load(in Unsafe.Add(ref _gradients, i));
            var b = (T.Broadcast(Momentum) * T.Load(in Unsafe.Add(ref _velocity, i))) + (T.Broadcast(Fresh) * g);
            var step = (T.Broadcast(OfGradient) * g) + (T.Broadcast(OfVelocity) * b);
            T.Store(b, ref Unsafe.Add(ref _velocity, i));
            T.Store(T.Load(in Unsafe.Add(ref _parameters, i)) - step, ref Unsafe.Add(ref _parameters, i));
        }
    }
}

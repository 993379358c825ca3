using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>Shortens a gradient that is too long, keeping its direction.</summary>
/// <remarks>Source: PyTorch's documentation of <c>clip_grad_norm_</c>;
/// the small number keeps a gradient of 0 from dividing by 0.</remarks>
public static class GradientClipping
{
    private const double Small = 1e-6;

    /// <summary><c>g ← g · min(1, maximum / (‖g‖ + 10⁻⁶))</c>.</summary>
    /// <param name="gradients">g, changed in place.</param>
    /// <param name="maximum">The longest that it may be, > 0; infinity to measure only.</param>
    /// <returns>‖g‖ before; not finite if a gradient is not, which then stays as it was.</returns>
    public static double ByGlobalNorm(Span<float> gradients, double maximum)
    {
        var norm = GlobalNorm.Of(gradients);
        Scale(gradients, norm, maximum);
        return norm;
    }

    /// <summary>Clips two gradients as if they were one: those of a policy and a value that are learned
    /// together.</summary>
    /// <param name="first">Changed in place.</param>
    /// <param name="second">Changed in place.</param>
    /// <param name="maximum">The longest that both together may be, > 0; infinity to measure only.</param>
    /// <returns>The norm of both together, before.</returns>
    public static double ByGlobalNorm(Span<float> first, Span<float> second, double maximum)
    {
        var norm = double.Hypot(GlobalNorm.Of(first), GlobalNorm.Of(second));
        Scale(first, norm, maximum);
        Scale(second, norm, maximum);
        return norm;
    }

    private static void Scale(Span<float> gradients, double norm, double maximum)
    {
        var factor = maximum / (norm + Small);
        if (factor < 1 && double.IsFinite(norm))
            Elementwise.Run(new Scaling(gradients, (float)factor), gradients.Length);
    }

    private readonly ref struct Scaling(Span<float> values, float factor) : IElementwise
    {
        private readonly ref float _values = ref MemoryMarshal.GetReference(values);
        private readonly float _factor = factor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            ref var value = ref Unsafe.Add(ref _values, index);
            T.Store(T.Load(in value) * T.Broadcast(_factor), ref value);
        }
    }
}

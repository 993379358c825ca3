using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>The squared distance of pixels from the means that a decoder's numbers say.</summary>
internal static class SquaredErrors
{
    private const int Block = 256;

    /// <summary><c>Σ (m_i − x_i)²</c>.</summary>
    /// <param name="example">x, [n].</param>
    /// <param name="outputs">What says m, [n].</param>
    /// <param name="link">How it says m.</param>
    /// <param name="factor">c.</param>
    /// <param name="gradients">Receives <c>c (m − x) ∂m/∂outputs</c>, [n]; empty if not wanted.</param>
    public static double Sum(
        ReadOnlySpan<float> example, ReadOnlySpan<float> outputs, MeanLink link, float factor, Span<float> gradients)
    {
        Span<float> squares = stackalloc float[Block];
        Span<float> unwanted = stackalloc float[gradients.IsEmpty ? Block : 0];
        var sum = 0.0;
        for (var i = 0; i < example.Length; i += Block)
        {
            var count = Math.Min(Block, example.Length - i);
            var gradient = gradients.IsEmpty ? unwanted : gradients[i..];
            var x = example[i..];
            var outputsOfX = outputs[i..];
            if (link == MeanLink.Sigmoid)
                Elementwise.Run(new Operation<SigmoidFunction>(x, outputsOfX, squares, gradient, factor), count);
            else
                Elementwise.Run(new Operation<IdentityFunction>(x, outputsOfX, squares, gradient, factor), count);
            sum += Reduction.Of<Total>(squares[..count], 0);
        }

        return sum;
    }

    private readonly struct IdentityFunction : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Value<T>(T x) where T : struct, ILanes<T> => x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Derivative<T>(T x, T y) where T : struct, ILanes<T> => T.Broadcast(1);
    }

    private readonly ref struct Operation<TLink>(ReadOnlySpan<float> example, ReadOnlySpan<float> outputs,
        Span<float> squares, Span<float> gradients, float factor) : IElementwise
        where TLink : IActivationFunction
    {
        private readonly ref float _example = ref MemoryMarshal.GetReference(example);
        private readonly ref float _outputs = ref MemoryMarshal.GetReference(outputs);
        private readonly ref float _squares = ref MemoryMarshal.GetReference(squares);
        private readonly ref float _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly float _factor = factor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            var output = T.Load(in Unsafe.Add(ref _outputs, index));
            var mean = TLink.Value(output);
            var error = mean - T.Load(in Unsafe.Add(ref _example, index));
            T.Store(error * error, ref Unsafe.Add(ref _squares, index));
            T.Store(
                T.Broadcast(_factor) * error * TLink.Derivative(output, mean), ref Unsafe.Add(ref _gradients, index));
        }
    }
}

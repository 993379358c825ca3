using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>What happens in one step of one sequence of an <see cref="Lstm"/> after the products.</summary>
/// <remarks>Each unit by itself, so the bits do not depend on the vector width.</remarks>
internal static class LstmCell
{
    /// <summary>Opens the gates and moves the cell.</summary>
    /// <param name="z">[4 units]; becomes i, f, g, o.</param>
    /// <param name="cellBefore">c_{t−1}, [units].</param>
    /// <param name="cell">Receives c_t, [units].</param>
    /// <param name="shown">Receives tanh c_t, [units].</param>
    /// <param name="hidden">Receives h_t, [units].</param>
    public static void Forward(
        Span<float> z, ReadOnlySpan<float> cellBefore, Span<float> cell, Span<float> shown, Span<float> hidden) =>
        Elementwise.Run(new ForwardOperation(z, cellBefore, cell, shown, hidden), hidden.Length);

    /// <summary>Carries the gradients of h_t and c_t back to z_t and c_{t−1}.</summary>
    /// <param name="gates">i, f, g, o, [4 units].</param>
    /// <param name="cellBefore">c_{t−1}, [units].</param>
    /// <param name="shown">tanh c_t, [units].</param>
    /// <param name="hiddenGradient">∂/∂h_t, [units].</param>
    /// <param name="cellGradient">∂/∂c_t by way of c_{t+1}; becomes ∂/∂c_{t−1}; [units].</param>
    /// <param name="sumGradient">Receives ∂/∂z_t, [4 units].</param>
    public static void Backward(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> cellBefore, ReadOnlySpan<float> shown,
        ReadOnlySpan<float> hiddenGradient, Span<float> cellGradient, Span<float> sumGradient) =>
        Elementwise.Run(
            new BackwardOperation(gates, cellBefore, shown, hiddenGradient, cellGradient, sumGradient), shown.Length);

    private readonly ref struct ForwardOperation(
        Span<float> z, ReadOnlySpan<float> cellBefore, Span<float> cell, Span<float> shown, Span<float> hidden)
        : IElementwise
    {
        private readonly ref float _z = ref MemoryMarshal.GetReference(z);
        private readonly ref float _cellBefore = ref MemoryMarshal.GetReference(cellBefore);
        private readonly ref float _cell = ref MemoryMarshal.GetReference(cell);
        private readonly ref float _shown = ref MemoryMarshal.GetReference(shown);
        private readonly ref float _hidden = ref MemoryMarshal.GetReference(hidden);
        private readonly int _units = hidden.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            ref var z = ref Unsafe.Add(ref _z, index);
            var i = SigmoidFunction.Value(T.Load(in z));
            var f = SigmoidFunction.Value(T.Load(in Unsafe.Add(ref z, _units)));
            var g = TanhFunction.Value(T.Load(in Unsafe.Add(ref z, 2 * _units)));
            var o = SigmoidFunction.Value(T.Load(in Unsafe.Add(ref z, 3 * _units)));
            var cell = T.FusedMultiplyAdd(f, T.Load(in Unsafe.Add(ref _cellBefore, index)), i * g);
            var shown = TanhFunction.Value(cell);

            T.Store(i, ref z);
            T.Store(f, ref Unsafe.Add(ref z, _units));
            T.Store(g, ref Unsafe.Add(ref z, 2 * _units));
            T.Store(o, ref Unsafe.Add(ref z, 3 * _units));
            T.Store(cell, ref Unsafe.Add(ref _cell, index));
            T.Store(shown, ref Unsafe.Add(ref _shown, index));
            T.Store(o * shown, ref Unsafe.Add(ref _hidden, index));
        }
    }

    private readonly ref struct BackwardOperation(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> cellBefore, ReadOnlySpan<float> shown,
        ReadOnlySpan<float> hiddenGradient, Span<float> cellGradient, Span<float> sumGradient) : IElementwise
    {
        private readonly ref float _gates = ref MemoryMarshal.GetReference(gates);
        private readonly ref float _cellBefore = ref MemoryMarshal.GetReference(cellBefore);
        private readonly ref float _shown = ref MemoryMarshal.GetReference(shown);
        private readonly ref float _hiddenGradient = ref MemoryMarshal.GetReference(hiddenGradient);
        private readonly ref float _cellGradient = ref MemoryMarshal.GetReference(cellGradient);
        private readonly ref float _sumGradient = ref MemoryMarshal.GetReference(sumGradient);
        private readonly int _units = shown.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            ref var gates = ref Unsafe.Add(ref _gates, index);
            var i = T.Load(in gates);
            var f = T.Load(in Unsafe.Add(ref gates, _units));
            var g = T.Load(in Unsafe.Add(ref gates, 2 * _units));
            var o = T.Load(in Unsafe.Add(ref gates, 3 * _units));
            var shown = T.Load(in Unsafe.Add(ref _shown, index));
            var hiddenGradient = T.Load(in Unsafe.Add(ref _hiddenGradient, index));
            ref var cellGradient = ref Unsafe.Add(ref _cellGradient, index);

            var dCell = T.FusedMultiplyAdd(
                hiddenGradient * o, TanhFunction.Derivative(shown, shown), T.Load(in cellGradient));
            var dInput = dCell * g;
            var dForget = dCell * T.Load(in Unsafe.Add(ref _cellBefore, index));
            var dCandidate = dCell * i;
            var dOutput = hiddenGradient * shown;

            ref var sum = ref Unsafe.Add(ref _sumGradient, index);
            T.Store(dInput * SigmoidFunction.Derivative(i, i), ref sum);
            T.Store(dForget * SigmoidFunction.Derivative(f, f), ref Unsafe.Add(ref sum, _units));
            T.Store(dCandidate * TanhFunction.Derivative(g, g), ref Unsafe.Add(ref sum, 2 * _units));
            T.Store(dOutput * SigmoidFunction.Derivative(o, o), ref Unsafe.Add(ref sum, 3 * _units));
            T.Store(dCell * f, ref cellGradient);
        }
    }
}

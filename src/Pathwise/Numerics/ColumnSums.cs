using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pathwise.Numerics;

/// <summary>Adds the rows of a matrix together.</summary>
public static class ColumnSums
{
    /// <summary><c>sums_j ← sums_j + Σ_i a_ij</c>, row after row: the same bits with any vector width.</summary>
    /// <param name="a">A, [rows, columns].</param>
    /// <param name="sums">[columns], ≥ 1.</param>
    /// <exception cref="ArgumentException">A has no whole number of rows.</exception>
    public static void Add(ReadOnlySpan<float> a, Span<float> sums)
    {
        if (sums.IsEmpty || a.Length % sums.Length != 0)
            throw new ArgumentException($"Rows of {sums.Length} numbers cannot make up {a.Length} numbers.", nameof(a));
        Elementwise.Run(new Sums(a, sums), sums.Length);
    }

    private readonly ref struct Sums(ReadOnlySpan<float> a, Span<float> sums) : IElementwise
    {
        private readonly ref float _a = ref MemoryMarshal.GetReference(a);
        private readonly ref float _sums = ref MemoryMarshal.GetReference(sums);
        private readonly int _length = a.Length;
        private readonly int _columns = sums.Length;

        /// <summary>Goes down the rows with some columns, whose sums stay in a register.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(int index) where T : struct, ILanes<T>
        {
            ref var target = ref Unsafe.Add(ref _sums, index);
            var sum = T.Load(in target);
            for (var i = index; i < _length; i += _columns) sum += T.Load(in Unsafe.Add(ref _a, i));
            T.Store(sum, ref target);
        }
    }
}

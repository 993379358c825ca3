using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pathwise.Randomness;

namespace Pathwise.Datasets;

/// <summary>Examples in memory, as bytes or as numbers, read into batches of floats.</summary>
/// <remarks>
/// <para>A byte b of a set with n levels reads as b/n, rounded once: n = 255 for grey levels, 1 for bits.</para>
/// <para>Immutable, so safe on many threads. Reading allocates nothing.</para>
/// </remarks>
public sealed class Dataset : IExamples
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<float> _numbers;
    private readonly int[] _labels;

    /// <summary>Examples of bytes.</summary>
    /// <param name="name">The set's name, for people and files.</param>
    /// <param name="split">What it is for.</param>
    /// <param name="shape">The shape of an example.</param>
    /// <param name="bytes">[examples, size]; not copied.</param>
    /// <param name="levels">The byte that reads as 1, 1..255; no byte is above it.</param>
    /// <param name="labels">[examples], each ≥ 0; empty for none.</param>
    /// <param name="convention">What a pixel means.</param>
    /// <exception cref="ArgumentException">Lengths do not match, a byte is above the levels, or a label
    /// is negative.</exception>
    public Dataset(string name, DataSplit split, ImageShape shape, ReadOnlyMemory<byte> bytes, byte levels = 255,
        ReadOnlySpan<int> labels = default, PixelConvention convention = PixelConvention.Grey)
        : this(name, split, shape, bytes.Length, labels, convention)
    {
        ArgumentOutOfRangeException.ThrowIfZero(levels);
        if (levels < 255 && bytes.Span.ContainsAnyExceptInRange((byte)0, levels))
            throw new ArgumentException($"A byte is above {levels}.", nameof(bytes));
        (_bytes, Levels) = (bytes, levels);
    }

    /// <summary>Examples of numbers.</summary>
    /// <param name="name">The set's name, for people and files.</param>
    /// <param name="split">What it is for.</param>
    /// <param name="shape">The shape of an example.</param>
    /// <param name="numbers">[examples, size], finite; in [0, 1] if they are to be binarised; not copied.</param>
    /// <param name="labels">[examples], each ≥ 0; empty for none.</param>
    /// <param name="convention">What a number means.</param>
    /// <exception cref="ArgumentException">Lengths do not match, or a label is negative.</exception>
    public Dataset(string name, DataSplit split, ImageShape shape, ReadOnlyMemory<float> numbers,
        ReadOnlySpan<int> labels = default, PixelConvention convention = PixelConvention.Grey)
        : this(name, split, shape, numbers.Length, labels, convention) => _numbers = numbers;

    private Dataset(string name, DataSplit split, ImageShape shape, int length, ReadOnlySpan<int> labels,
        PixelConvention convention)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (shape.Height < 1 || shape.Width < 1 || shape.Channels < 1)
            throw new ArgumentException($"An example cannot have the shape {shape}.", nameof(shape));
        if (length == 0 || length % shape.Size != 0)
            throw new ArgumentException($"Examples of {shape.Size} numbers cannot make up {length} numbers.");
        (Name, Split, Shape, Convention, Count) = (name, split, shape, convention, length / shape.Size);
        if (!labels.IsEmpty && labels.Length != Count)
            throw new ArgumentException($"There are {labels.Length} labels for {Count} examples.", nameof(labels));
        if (labels.ContainsAnyInRange(int.MinValue, -1))
            throw new ArgumentException("A label is negative.", nameof(labels));
        _labels = labels.ToArray();
    }

    private Dataset(Dataset other, DataSplit split, PixelConvention convention)
    {
        (Name, Split, Shape, Convention, Count) = (other.Name, split, other.Shape, convention, other.Count);
        (_bytes, _numbers, _labels, Levels) = (other._bytes, other._numbers, other._labels, other.Levels);
    }

    /// <summary>The set's name.</summary>
    public string Name { get; }

    /// <summary>What it is for.</summary>
    public DataSplit Split { get; }

    /// <summary>The shape of an example.</summary>
    public ImageShape Shape { get; }

    /// <summary>What a pixel means; every number computed from the set should carry it.</summary>
    public PixelConvention Convention { get; }

    /// <summary>Examples, ≥ 1.</summary>
    public int Count { get; }

    /// <summary>Numbers of an example.</summary>
    public int Size => Shape.Size;

    /// <summary>The byte that reads as 1; 0 if the examples are numbers already.</summary>
    public int Levels { get; }

    /// <summary>What the examples are made of, as it lies in memory.</summary>
    internal ReadOnlySpan<byte> Contents => Levels == 0 ? MemoryMarshal.AsBytes(_numbers.Span) : _bytes.Span;

    /// <summary>A class an example, [count]; empty if there are none.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The same examples under another convention.</summary>
    /// <param name="convention">Grey or dynamic; a static binarisation is a set of its own.</param>
    /// <exception cref="BadInputException">The set has been binarised for good, is to be, or holds a number that is no
    /// probability.</exception>
    public Dataset With(PixelConvention convention)
    {
        if (convention == Convention) return this;
        if (convention == PixelConvention.StaticBinary) throw new BadInputException(
            $"The data set '{Name}' has no static binarisation; choose the convention grey or dynamic.");
        if (Convention == PixelConvention.StaticBinary) throw new BadInputException(
            $"The data set '{Name}' was binarised for good; choose the convention static, or another set.");
        if (NumberOutsideUnit() is { } number) throw new BadInputException(string.Create(
            CultureInfo.InvariantCulture,
            $"The data set '{Name}' cannot be binarised: it holds {number}, which is no probability; "
            + $"scale it to [0, 1]."));
        return new(this, Split, convention);
    }

    /// <summary>The first number outside [0, 1], or null.</summary>
    internal float? NumberOutsideUnit()
    {
        foreach (var number in _numbers.Span)
            if (number is not (>= 0 and <= 1)) return number;
        return null;
    }

    /// <summary>Copies one example, and binarises it if the convention says so.</summary>
    /// <param name="index">Which, from 0 on.</param>
    /// <param name="example">Receives it, [size].</param>
    /// <param name="rng">Gives one number of single precision a pixel under
    /// <see cref="PixelConvention.DynamicBinary"/>; is left as it is otherwise.</param>
    /// <exception cref="ArgumentException">There is no such example, or the length is another.</exception>
    public void Read(int index, Span<float> example, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(example.Length, Size);
        if (Convention == PixelConvention.DynamicBinary)
        {
            rng.FillUniform(example);
            if (Levels == 0) Binarize(_numbers.Span.Slice(index * Size, Size), example);
            else Binarize(_bytes.Span.Slice(index * Size, Size), example);
        }
        else if (Levels == 0)
        {
            _numbers.Span.Slice(index * Size, Size).CopyTo(example);
        }
        else
        {
            Scale(_bytes.Span.Slice(index * Size, Size), example);
        }
    }

    /// <summary>Copies examples into a batch, in the order given, as <see cref="Read"/> does one by one.</summary>
    /// <param name="rows">Which, from 0 on.</param>
    /// <param name="batch">Receives them, [rows, size].</param>
    /// <param name="rng">As for <see cref="Read"/>.</param>
    public void Gather(ReadOnlySpan<int> rows, Span<float> batch, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(batch.Length, rows.Length * Size);
        for (var i = 0; i < rows.Length; i++) Read(rows[i], batch.Slice(i * Size, Size), ref rng);
    }

    /// <summary>The first examples, or all if there are fewer, as rows of numbers.</summary>
    /// <param name="count">How many at most, ≥ 1.</param>
    /// <param name="seeds">For <see cref="PixelConvention.DynamicBinary"/>.</param>
    /// <returns>[rows, size].</returns>
    public float[] First(int count, SeedSequence seeds)
    {
        var rows = Enumerable.Range(0, Math.Min(count, Count)).ToArray();
        var (batch, rng) = (new float[rows.Length * Size], new Rng(seeds));
        Gather(rows, batch, ref rng);
        return batch;
    }

    /// <summary>Some of the examples, copied in the order given.</summary>
    /// <param name="rows">Which, at least one.</param>
    /// <param name="split">What they are for.</param>
    public Dataset Select(ReadOnlySpan<int> rows, DataSplit split)
    {
        var labels = new int[_labels.Length == 0 ? 0 : rows.Length];
        for (var i = 0; i < labels.Length; i++) labels[i] = _labels[rows[i]];
        return Levels == 0
            ? new(Name, split, Shape, Rows(_numbers.Span, rows), labels, Convention)
            : new(Name, split, Shape, Rows(_bytes.Span, rows), (byte)Levels, labels, Convention);
    }

    /// <summary>Two parts, drawn at random: what is kept, and the part held out; each keeps the set's order.</summary>
    /// <param name="count">Examples held out, 1..count − 1.</param>
    /// <param name="split">What they are for.</param>
    /// <param name="rng">Decides which.</param>
    public (Dataset Kept, Dataset HeldOut) HoldOut(int count, DataSplit split, ref Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, Count);
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        rng.Shuffle<int>(order);
        order.AsSpan(0, count).Sort();
        order.AsSpan(count).Sort();
        return (Select(order.AsSpan(count), Split), Select(order.AsSpan(0, count), split));
    }

    private T[] Rows<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> rows)
    {
        var copy = new T[rows.Length * Size];
        for (var i = 0; i < rows.Length; i++)
            values.Slice(rows[i] * Size, Size).CopyTo(copy.AsSpan(i * Size));
        return copy;
    }

    /// <summary><c>y_i ← b_i / levels</c>.</summary>
    private void Scale(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var (levels, i) = (Vector256.Create((float)Levels), 0);
        for (; i <= bytes.Length - 8; i += 8) (Widened(bytes, i) / levels).CopyTo(values[i..]);
        for (; i < bytes.Length; i++) values[i] = bytes[i] / (float)Levels;
    }

    /// <summary><c>y_i ← 1 if u_i &lt; b_i / levels, else 0</c>; y holds u.</summary>
    private void Binarize(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var (levels, i) = (Vector256.Create((float)Levels), 0);
        for (; i <= bytes.Length - 8; i += 8)
        {
            var drawn = Vector256.LessThan(Vector256.Create<float>(values[i..]), Widened(bytes, i) / levels);
            (drawn & Vector256<float>.One).CopyTo(values[i..]);
        }

        for (; i < bytes.Length; i++) values[i] = values[i] < bytes[i] / (float)Levels ? 1 : 0;
    }

    private static void Binarize(ReadOnlySpan<float> probabilities, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = values[i] < probabilities[i] ? 1 : 0;
    }

    /// <summary>Eight bytes as eight floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widened(ReadOnlySpan<byte> bytes, int start)
    {
        var eight = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(bytes[start..])).AsByte();
        var words = Vector128.WidenLower(eight);
        return Vector256.ConvertToSingle(
            Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32());
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Pathwise.Experiments;

namespace Pathwise.Randomness;

/// <summary>A stream of random numbers: PCG64 (XSL-RR 128/64), bit for bit NumPy's <c>default_rng</c>.</summary>
/// <remarks>
/// <para>Source: M. E. O'Neill, <i>PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
/// Random Number Generation</i>, HMC-CS-2014-0905. Period 2¹²⁸.</para>
/// <para>A value with state: pass it by <c>ref</c>, for a copy repeats its numbers. Not thread-safe: one stream, one
/// owner. <c>default(Rng)</c> is no stream; it yields zeros.</para>
/// </remarks>
public struct Rng : IEquatable<Rng>, IDraws
{
    /// <summary>Words that <see cref="CopyStateTo"/> writes.</summary>
    public const int StateLength = 5;

    private const ulong MultiplierHigh = 0x2360ED051FC65DA4, MultiplierLow = 0x4385DF649FCCF645;
    private const double DoubleUnit = 1.0 / (1UL << 53);
    private const float SingleUnit = 1.0f / (1U << 24);

    private ulong _stateHigh;
    private ulong _stateLow;
    private ulong _incrementHigh;
    private ulong _incrementLow;
    private uint _half;          // the high half of a 64-bit draw whose low half NextUInt32 has given out
    private bool _hasHalf;

    /// <summary>The stream of a seed: NumPy's <c>default_rng(seed)</c>.</summary>
    /// <param name="seed">Any number.</param>
    public Rng(ulong seed) : this(new SeedSequence(seed)) { }

    /// <summary>The stream of a seed sequence: NumPy's <c>default_rng(sequence)</c>.</summary>
    /// <param name="sequence">Where the seed material comes from.</param>
    public Rng(SeedSequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        Span<ulong> words = stackalloc ulong[4];
        sequence.Generate(words);
        (_incrementHigh, _incrementLow) = ((words[2] << 1) | (words[3] >> 63), (words[3] << 1) | 1);
        Advance();
        var state = new UInt128(_stateHigh, _stateLow) + new UInt128(words[0], words[1]);
        (_stateHigh, _stateLow) = ((ulong)(state >> 64), (ulong)state);
        Advance();
    }

    /// <summary>The stream whose state <see cref="CopyStateTo"/> wrote.</summary>
    /// <param name="state">[StateLength].</param>
    /// <exception cref="ArgumentException">No stream has such a state.</exception>
    public static Rng FromState(ReadOnlySpan<ulong> state)
    {
        if (state.Length != StateLength || (state[3] & 1) == 0 || state[4] >> 33 != 0)
            throw new ArgumentException("These words are not the state of a random stream.", nameof(state));

        return new()
        {
            _stateHigh = state[0],
            _stateLow = state[1],
            _incrementHigh = state[2],
            _incrementLow = state[3],
            _half = (uint)state[4],
            _hasHalf = state[4] >> 32 != 0,
        };
    }

    /// <summary>Reads a stream from a checkpoint.</summary>
    /// <param name="reader">The checkpoint.</param>
    /// <param name="name">The name that <see cref="Save"/> was given.</param>
    /// <exception cref="BadInputException">It is missing, or is not the state of a stream.</exception>
    public static Rng Load(IStateReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Span<ulong> state = stackalloc ulong[StateLength];
        reader.Read(name, state);
        try
        {
            return FromState(state);
        }
        catch (ArgumentException e)
        {
            throw new BadInputException(
                $"The checkpoint's '{name}' is not the state of a random stream; it was altered.", e);
        }
    }

    /// <summary>Writes the stream's state into a checkpoint.</summary>
    /// <param name="writer">The checkpoint.</param>
    /// <param name="name">The array's name in it.</param>
    public readonly void Save(IStateWriter writer, string name)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<ulong> state = stackalloc ulong[StateLength];
        CopyStateTo(state);
        writer.Write<ulong>(name, state);
    }

    /// <summary>Writes everything that decides what comes next: the state and the increment, high words first, and the
    /// half word that waits, with bit 32 set if there is one.</summary>
    /// <param name="state">Receives the words, [StateLength].</param>
    public readonly void CopyStateTo(Span<ulong> state)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Length, StateLength);
        (state[0], state[1], state[2], state[3]) = (_stateHigh, _stateLow, _incrementHigh, _incrementLow);
        state[4] = _hasHalf ? _half | (1UL << 32) : 0;
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        Advance();
        return ulong.RotateRight(_stateHigh ^ _stateLow, (int)(_stateHigh >> 58));
    }

    /// <summary>32 random bits: the low half of a 64-bit draw, and its high half the next time.</summary>
    public uint NextUInt32()
    {
        if (_hasHalf)
        {
            _hasHalf = false;
            return _half;
        }

        var bits = NextUInt64();
        (_half, _hasHalf) = ((uint)(bits >> 32), true);
        return (uint)bits;
    }

    /// <summary>A number from [0, 1), a multiple of 2⁻⁵³: NumPy's <c>random()</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * DoubleUnit;

    /// <summary>A number from [0, 1), a multiple of 2⁻²⁴: NumPy's <c>random(dtype=float32)</c>.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * SingleUnit;

    /// <summary>A number from [low, high): NumPy's <c>uniform(low, high)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A whole number from [0, count), all equally likely: NumPy's <c>integers(count)</c>.</summary>
    /// <param name="count">n, ≥ 1. For n = 1 nothing is drawn.</param>
    public int NextInt32(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return count == 1 ? 0 : (int)BoundedUInt32((uint)count);
    }

    /// <summary>A whole number from [low, high), all equally likely: NumPy's <c>integers(low, high)</c>.</summary>
    /// <remarks>
    /// <para>Source: D. Lemire, <i>Fast Random Integer Generation in an Interval</i>, ACM TOMACS 29(1), 2019. As in
    /// NumPy, ranges of up to 2³² numbers take 32-bit draws, and a single number takes none.</para>
    /// <para>NumPy's <c>integers(-2**63, 2**63)</c> has no such pair of arguments here; it is <c>(long)</c> of
    /// <see cref="NextUInt64"/> plus <c>long.MinValue</c>, wrapping.</para>
    /// </remarks>
    /// <param name="low">The least number.</param>
    /// <param name="high">One more than the greatest, > low.</param>
    public long NextInteger(long low, long high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        var greatest = unchecked((ulong)high - (ulong)low - 1);
        ulong offset = greatest switch
        {
            0 => 0,
            < uint.MaxValue => BoundedUInt32((uint)greatest + 1),
            uint.MaxValue => NextUInt32(),
            _ => BoundedUInt64(greatest + 1),
        };
        return unchecked((long)((ulong)low + offset));
    }

    /// <summary>A draw from N(0, 1): NumPy's <c>standard_normal()</c>.</summary>
    /// <remarks>Source: the ziggurat method; see <see cref="NormalZiggurat"/>.
    /// 98.8 % of the draws take one 64-bit word.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextNormal()
    {
        var bits = NextUInt64();
        var layer = (int)(bits & 0xFF);
        var abscissa = (bits >> 9) & 0x000F_FFFF_FFFF_FFFF;
        var sign = (bits & 0x100) << 55;                       // as a bit, not a branch: no one can predict it
        var x = BitConverter.UInt64BitsToDouble(
            BitConverter.DoubleToUInt64Bits(abscissa * NormalZiggurat.Unit[layer]) | sign);
        return abscissa < NormalZiggurat.Inside[layer] ? x : OutsideOfLayers(layer, abscissa, x);
    }

    /// <summary>An index i with probability p_i, by inversion of one uniform number: NumPy's
    /// <c>argmax(cumsum(p) > random())</c>, as Gymnasium samples its tables.</summary>
    /// <param name="probabilities">p, [n], n ≥ 1; ≥ 0 and of sum 1. If the sum is rounded below the uniform number, the
    /// last index of a positive probability is drawn.</param>
    public int NextIndex(ReadOnlySpan<double> probabilities)
    {
        var u = NextDouble();
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum += probabilities[i];
            if (sum > u) return i;
        }

        return probabilities.LastIndexOfAnyExcept(0.0) is >= 0 and var last ? last
            : throw new ArgumentException("Probabilities must have a sum of 1.", nameof(probabilities));
    }

    /// <summary>Fills with what <see cref="NextDouble"/> gives one by one, faster.</summary>
    public void FillUniform(Span<double> values)
    {
        var local = this;        // a local copy lives in registers
        for (var i = 0; i < values.Length; i++) values[i] = local.NextDouble();
        this = local;
    }

    /// <summary>Fills with what <see cref="NextSingle"/> gives one by one, faster.</summary>
    public void FillUniform(Span<float> values)
    {
        var local = this;
        for (var i = 0; i < values.Length; i++) values[i] = local.NextSingle();
        this = local;
    }

    /// <summary>Fills with what <see cref="NextNormal"/> gives one by one.</summary>
    public void FillNormal(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = NextNormal();
    }

    /// <summary>Fills with what <see cref="NextNormal"/> gives one by one, rounded to single precision.</summary>
    public void FillNormal(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (float)NextNormal();
    }

    /// <summary>Puts a list into random order, all orders equally likely: NumPy's <c>shuffle</c>.</summary>
    /// <param name="values">The list, changed in place.</param>
    /// <remarks>Source: R. Durstenfeld, Algorithm 235, Communications of the ACM 7(7), 1964.</remarks>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = (int)MaskedUInt32((uint)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <inheritdoc/>
    public readonly bool Equals(Rng other) =>
        (_stateHigh, _stateLow, _incrementHigh, _incrementLow, _hasHalf, _hasHalf ? _half : 0)
        == (other._stateHigh, other._stateLow, other._incrementHigh, other._incrementLow, other._hasHalf,
            other._hasHalf ? other._half : 0);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Rng other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() =>
        HashCode.Combine(_stateHigh, _stateLow, _incrementHigh, _incrementLow);

    /// <summary>Whether two streams will give the same numbers.</summary>
    public static bool operator ==(Rng left, Rng right) => left.Equals(right);

    /// <summary>Whether two streams will differ.</summary>
    public static bool operator !=(Rng left, Rng right) => !left.Equals(right);

    /// <summary><c>state ← state · multiplier + increment</c> mod 2¹²⁸, in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance()
    {
        var high = Math.BigMul(_stateLow, MultiplierLow, out var low);
        high += (_stateHigh * MultiplierLow) + (_stateLow * MultiplierHigh) + _incrementHigh;
        _stateLow = low + _incrementLow;
        _stateHigh = high + (_stateLow < low ? 1UL : 0);
    }

    /// <summary>A draw from [0, count), count ≥ 2, from 32-bit words.</summary>
    private uint BoundedUInt32(uint count)
    {
        var product = (ulong)NextUInt32() * count;
        if ((uint)product < count)
        {
            var biased = unchecked(0 - count) % count;         // 2³² mod count: as many low words would be too frequent
            while ((uint)product < biased)
                product = (ulong)NextUInt32() * count;
        }

        return (uint)(product >> 32);
    }

    /// <summary>A draw from [0, greatest], greatest ≥ 1, by masks and rejection:
    /// what NumPy's shuffle uses instead.</summary>
    private uint MaskedUInt32(uint greatest)
    {
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(greatest);
        uint value;
        do value = NextUInt32() & mask;
        while (value > greatest);
        return value;
    }

    /// <summary>A draw from [0, count), count > 2³², from 64-bit words.</summary>
    private ulong BoundedUInt64(ulong count)
    {
        var high = Math.BigMul(NextUInt64(), count, out var low);
        if (low < count)
        {
            var biased = unchecked(0 - count) % count;
            while (low < biased)
                high = Math.BigMul(NextUInt64(), count, out low);
        }

        return high;
    }

    /// <summary>A draw that fell on a layer's edge: kept, drawn from the tail, or begun anew.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private double OutsideOfLayers(int layer, ulong abscissa, double x)
    {
        if (layer == 0)
            return (abscissa & 0x100) != 0 ? -NextFromTail() : NextFromTail();

        var (bottom, top) = (NormalZiggurat.Heights[layer], NormalZiggurat.Heights[layer - 1]);
        return ((top - bottom) * NextDouble()) + bottom < Math.Exp(-0.5 * x * x) ? x : NextNormal();
    }

    /// <summary>A draw from N(0, 1) given that it is above r: Marsaglia's method of two exponentials.</summary>
    private double NextFromTail()
    {
        while (true)
        {
            var x = -NormalZiggurat.TailScale * LogOneMinus.Of(NextDouble());
            var y = -LogOneMinus.Of(NextDouble());
            if (y + y > x * x) return NormalZiggurat.TailStart + x;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Pathwise.Randomness;

/// <summary>A stream of random numbers: PCG64 (XSL-RR 128/64), bit for bit NumPy's <c>default_rng</c>.</summary>
/// <remarks>
/// <para>Source: M. E. O'Neill, <i>PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
/// Number Generation</i>, HMC-CS-2014-0905. Period 2¹²⁸.</para>
/// <para>A value with state: pass it by <c>ref</c>, for a copy repeats its numbers. Not thread-safe: one stream, one owner.</para>
/// </remarks>
public struct Rng : IEquatable<Rng>
{
    private static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    private UInt128 _state;
    private UInt128 _increment;
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
        _increment = (new UInt128(words[2], words[3]) << 1) | 1;
        Advance();
        _state += new UInt128(words[0], words[1]);
        Advance();
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        Advance();
        return ulong.RotateRight((ulong)(_state >> 64) ^ (ulong)_state, (int)(_state >> 122));
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
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from [low, high): NumPy's <c>uniform(low, high)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A whole number from [low, high), all equally likely: NumPy's <c>integers(low, high)</c>.</summary>
    public long NextInteger(long low, long high) => throw new NotImplementedException();

    /// <summary>A draw from N(0, 1): NumPy's <c>standard_normal()</c>.</summary>
    public double NextNormal() => throw new NotImplementedException();

    /// <inheritdoc/>
    public readonly bool Equals(Rng other) =>
        _state == other._state && _increment == other._increment && _hasHalf == other._hasHalf && _half == other._half;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Rng other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_state, _increment);

    /// <summary>Whether two streams will give the same numbers.</summary>
    public static bool operator ==(Rng left, Rng right) => left.Equals(right);

    /// <summary>Whether two streams will differ.</summary>
    public static bool operator !=(Rng left, Rng right) => !left.Equals(right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance() => _state = (_state * Multiplier) + _increment;
}

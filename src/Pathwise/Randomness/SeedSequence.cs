namespace Pathwise.Randomness;

/// <summary>Turns a number of any size into any amount of well-mixed seed material,
/// and splits into independent children.</summary>
/// <remarks>
/// <para>Source: M. E. O'Neill's <c>seed_seq</c> alternatives (2015), as NumPy's <c>SeedSequence</c> has it since 1.19;
/// bit for bit the same.</para>
/// <para>A child is named by its path of indices (the spawn key), so what it yields depends on its index alone, never
/// on how many siblings there are or on which thread asks.</para>
/// <para>Immutable, so safe for concurrent use.</para>
/// </remarks>
public sealed class SeedSequence
{
    private const int PoolSize = 4;
    private const uint InitA = 0x43b0d7e5, MultiplierA = 0x931e8875;
    private const uint InitB = 0x8b51f9dd, MultiplierB = 0x58f38ded;
    private const uint MixLeft = 0xca01f9dd, MixRight = 0x4973f715;

    private readonly uint[] _entropy;
    private readonly uint[] _spawnKey;
    private readonly uint[] _pool;

    /// <summary>The root sequence of a run.</summary>
    /// <param name="entropy">Any number; equal numbers give equal sequences.</param>
    public SeedSequence(ulong entropy)
        : this(entropy <= uint.MaxValue ? [(uint)entropy] : [(uint)entropy, (uint)(entropy >> 32)], []) { }

    /// <summary>A root sequence of more than 64 bits, or of several numbers: NumPy's
    /// <c>SeedSequence([…])</c>.</summary>
    /// <param name="entropy">The words of one large number, the least significant first and the last one not 0; or
    /// several numbers of 32 bits; at least one word.</param>
    public SeedSequence(ReadOnlySpan<uint> entropy)
        : this(
            entropy.IsEmpty
                ? throw new ArgumentException("Entropy needs at least one word.", nameof(entropy))
                : entropy.ToArray(),
            []) { }

    private SeedSequence(uint[] entropy, uint[] spawnKey)
    {
        _entropy = entropy;
        _spawnKey = spawnKey;
        _pool = Mix(Assemble(entropy, spawnKey));
    }

    /// <summary>What the root was made from, as words, the least significant first.</summary>
    public ReadOnlySpan<uint> Entropy => _entropy;

    /// <summary>The path of indices from the root to this sequence; empty for the root.</summary>
    public ReadOnlySpan<uint> SpawnKey => _spawnKey;

    /// <summary>The child with an index: the same as NumPy's <c>spawn(n)[index]</c> on a fresh sequence.</summary>
    /// <param name="index">Which child, ≥ 0.</param>
    public SeedSequence Child(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(_entropy, [.. _spawnKey, (uint)index]);
    }

    /// <summary>Fills <paramref name="words"/> with seed material: NumPy's <c>generate_state(n, uint32)</c>.</summary>
    /// <param name="words">Receives the material; a longer request begins with a shorter one's words.</param>
    public void Generate(Span<uint> words)
    {
        var hash = InitB;
        for (var i = 0; i < words.Length; i++)
        {
            var value = _pool[i % PoolSize] ^ hash;
            hash *= MultiplierB;
            value *= hash;
            words[i] = value ^ (value >> 16);
        }
    }

    /// <summary>Fills <paramref name="words"/> with seed material: NumPy's <c>generate_state(n, uint64)</c>.</summary>
    /// <param name="words">Receives the material.</param>
    public void Generate(Span<ulong> words)
    {
        Span<uint> halves = words.Length <= 64 ? stackalloc uint[2 * words.Length] : new uint[2 * words.Length];
        Generate(halves);
        for (var i = 0; i < words.Length; i++)
            words[i] = halves[2 * i] | ((ulong)halves[2 * i + 1] << 32);
    }

    /// <summary>Entropy and spawn key, one after the other; a child's entropy fills the pool at least.</summary>
    private static uint[] Assemble(uint[] entropy, uint[] spawnKey)
    {
        if (spawnKey.Length > 0 && entropy.Length < PoolSize) Array.Resize(ref entropy, PoolSize);
        return [.. entropy, .. spawnKey];
    }

    private static uint[] Mix(uint[] entropy)
    {
        var hash = InitA;
        uint Hash(uint value)
        {
            value ^= hash;
            hash *= MultiplierA;
            value *= hash;
            return value ^ (value >> 16);
        }

        var pool = new uint[PoolSize];
        for (var i = 0; i < PoolSize; i++)
            pool[i] = Hash(i < entropy.Length ? entropy[i] : 0);

        for (var source = 0; source < PoolSize; source++)
            for (var target = 0; target < PoolSize; target++)
                if (source != target)
                    pool[target] = Combine(pool[target], Hash(pool[source]));

        for (var source = PoolSize; source < entropy.Length; source++)
            for (var target = 0; target < PoolSize; target++)
                pool[target] = Combine(pool[target], Hash(entropy[source]));
        return pool;
    }

    private static uint Combine(uint x, uint y)
    {
        var result = (MixLeft * x) - (MixRight * y);
        return result ^ (result >> 16);
    }
}

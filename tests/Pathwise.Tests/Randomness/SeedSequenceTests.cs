using Pathwise.Randomness;

namespace Pathwise.Tests.Randomness;

/// <summary>The words are what NumPy 1.24.2's <c>SeedSequence(entropy, spawn_key=…).generate_state</c> gives.</summary>
public sealed class SeedSequenceTests
{
    [Theory]
    [InlineData(0, new int[0], new uint[] { 0xb0f478be, 0xdb2cd7e7, 0x2c71ba49, 0xabf4641a, 0x9d7b8d41, 0x20c6ed6d })]
    [InlineData(42, new int[0], new uint[] { 0xcd540ab7, 0x9f1e2e6d, 0x79fb94b6, 0xd57873dc, 0x64d420b7, 0x7d282a1b })]
    [InlineData(42, new[] { 0 }, new uint[] { 0xa001c6a4, 0xdff6ed7d, 0x64d84a1f, 0x43239888, 0x22be369b, 0x9c90dafb })]
    [InlineData(42, new[] { 3 }, new uint[] { 0xc34fc8c5, 0x34037e9d, 0x48019fd6, 0xed87f1b5, 0x489f1365, 0xa1db5735 })]
    [InlineData(42, new[] { 3, 1 }, new uint[] { 0xcc7445e8, 0xaede8afe, 0x06c4cc63, 0xb2ba50f3, 0x5327d74b, 0x96b50fe5 })]
    [InlineData(ulong.MaxValue, new[] { int.MaxValue },
        new uint[] { 0x2b078047, 0x4908ff01, 0x7a253e76, 0xd1af0b9c, 0xa5300680, 0x6dcc16a5 })]
    public void Seed_material_is_NumPys_for_roots_children_and_grandchildren(ulong entropy, int[] path, uint[] expected)
    {
        var sequence = path.Aggregate(new SeedSequence(entropy), (parent, index) => parent.Child(index));
        var words = new uint[expected.Length];
        sequence.Generate(words);
        Assert.Equal(expected, words);

        var pairs = new ulong[2];
        sequence.Generate(pairs);
        Assert.Equal([expected[0] | ((ulong)expected[1] << 32), expected[2] | ((ulong)expected[3] << 32)], pairs);
    }

    [Theory]
    [InlineData(new uint[] { 0, 0, 1 }, new uint[] { 0xe45b7fc2, 0x78082392, 0xd5fa9c8d, 0x84d994e6 }, new uint[] { 0xcaca49fd, 0xf2ec3132 })]
    [InlineData(new uint[] { 0x89abcdef, 0x01234567, 0x9abcdef0, 0x12345678 },
        new uint[] { 0xa504ced5, 0x87f2a22e, 0xa8415044, 0xabd7cfc5 }, new uint[] { 0x4aa9dcd2, 0x7ce5687d })]
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 0xe3d1fc80, 0xb45f843f, 0x203807c7, 0x42c16e36 }, new uint[] { 0x0dd3898b, 0x11d839c5 })]
    [InlineData(new uint[] { 1, 2, 3, 4, 5, 6 },
        new uint[] { 0x1d1bca21, 0xebcd001d, 0xb202608b, 0xcfea83a4 }, new uint[] { 0xff4ce0c6, 0xe7a391dd })]
    public void Entropy_of_many_words_is_NumPys_list_of_numbers(uint[] entropy, uint[] expected, uint[] child)
    {
        var sequence = new SeedSequence(entropy);
        var words = new uint[4];
        sequence.Generate(words);
        Assert.Equal(expected, words);
        sequence.Child(0).Generate(words.AsSpan(0, 2));
        Assert.Equal(child, words[..2]);
    }

    [Fact]
    public void A_number_of_one_word_is_the_list_of_that_word()
    {
        Assert.Equal(new Rng(new SeedSequence(42)), new Rng(new SeedSequence([42u])));
        Assert.Equal([42u], new SeedSequence(42).Child(3).Entropy.ToArray());
        Assert.Equal([3u], new SeedSequence(42).Child(3).SpawnKey.ToArray());
    }

    [Fact]
    public void A_child_depends_on_its_index_alone()
    {
        var sequence = new SeedSequence(7);
        var first = new Rng(sequence.Child(5));
        for (var i = 0; i < 10; i++) _ = sequence.Child(i);
        Assert.Equal(first, new Rng(sequence.Child(5)));
        Assert.NotEqual(first, new Rng(sequence.Child(6)));
    }

    [Fact]
    public void A_negative_index_and_no_entropy_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeedSequence(1).Child(-1));
        Assert.Throws<ArgumentException>(() => new SeedSequence([]));
    }
}

using Pathwise.Numerics;

namespace Pathwise.Tests.Numerics;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_piece_is_done_once_in_every_round(int count)
    {
        using var workers = new Workers(count);
        var counter = new Counter(17);
        for (var round = 1; round <= 2000; round++)
        {
            workers.Run(counter, round % 18);
            for (var piece = 0; piece < round % 18; piece++) counter.Expected[piece]++;
            Assert.Equal(counter.Expected, counter.Done);
        }
    }

    [Fact]
    public void What_pieces_throw_reaches_the_caller_and_the_team_goes_on()
    {
        using var workers = new Workers(2);
        var counter = new Counter(4) { FailsAt = 3 };
        var thrown = Assert.Throws<AggregateException>(() => workers.Run(counter, 4));
        Assert.Equal("piece 3", Assert.Single(thrown.InnerExceptions).Message);

        counter.FailsAt = -1;
        workers.Run(counter, 4);
        Assert.Equal([2, 2, 2, 1], counter.Done);
    }

    [Fact]
    public void A_team_allocates_nothing_once_it_is_made()
    {
        using var workers = new Workers(2);
        var counter = new Counter(8);
        workers.Run(counter, 8);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) workers.Run(counter, 8);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_disposed_team_is_refused()
    {
        var workers = new Workers(2);
        workers.Dispose();
        workers.Dispose();
        Assert.Throws<ObjectDisposedException>(() => workers.Run(new Counter(1), 1));
    }

    private sealed class Counter(int pieces) : IPieces
    {
        public int[] Done { get; } = new int[pieces];

        public int[] Expected { get; } = new int[pieces];

        public int FailsAt { get; set; } = -1;

        public void Run(int piece)
        {
            if (piece == FailsAt) throw new InvalidOperationException($"piece {piece}");
            Done[piece]++;
        }
    }
}

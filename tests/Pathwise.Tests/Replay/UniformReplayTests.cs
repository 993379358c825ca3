using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.Tests.Replay;

public sealed class UniformReplayTests
{
    [Fact]
    public void Every_transition_is_as_likely_as_every_other()
    {
        const int Count = 10, Draws = 40_000;
        var sampler = new UniformReplay();
        for (var i = 0; i < Count; i++) sampler.Added(i, i + 1);

        var (slots, weights) = (new int[Draws], new float[Draws]);
        var rng = new Rng(3);
        sampler.Draw(slots, weights, fraction: 0, ref rng);
        Assert.All(weights, weight => Assert.Equal(1, weight));

        const double Expected = (double)Draws / Count;
        var fourErrors = 4 * Math.Sqrt(Draws * (1.0 / Count) * (1 - (1.0 / Count)));            // of a binomial count
        for (var i = 0; i < Count; i++) Assert.Equal(Expected, slots.Count(slot => slot == i), fourErrors);
    }
}

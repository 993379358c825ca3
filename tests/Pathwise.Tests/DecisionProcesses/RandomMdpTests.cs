using Pathwise.DecisionProcesses;
using Pathwise.Randomness;

namespace Pathwise.Tests.DecisionProcesses;

public sealed class RandomMdpTests
{
    [Fact]
    public void A_process_has_the_size_that_was_asked_for_and_each_state_leads_to_the_next()
    {
        var rng = new Rng(5);
        var mdp = RandomMdp.Create(states: 7, actions: 2, branching: 3, gamma: 0.9, ending: 0.25, ref rng);
        Assert.Equal((7, 14, 14 * 4), (mdp.States, mdp.Pairs, mdp.Transitions));
        for (var pair = 0; pair < mdp.Pairs; pair++)
        {
            Assert.Equal((pair / 2 + 1) % 7, mdp.TransitionOf(pair, 0).Next);
            var branches = Enumerable.Range(0, 3).Select(i => mdp.TransitionOf(pair, i)).ToArray();
            Assert.Equal(3, branches.Select(branch => branch.Next).Distinct().Count());
            Assert.Equal(0.75, branches.Sum(branch => branch.Probability), 1e-12);
            Assert.True(mdp.TransitionOf(pair, 3) is { Terminates: true, Probability: 0.25 });
        }
    }

    [Fact]
    public void A_seed_always_draws_the_same_process()
    {
        var (first, second) = (new Rng(5), new Rng(5));
        var one = RandomMdp.Create(4, 2, 4, 1, 0, ref first);
        var other = RandomMdp.Create(4, 2, 4, 1, 0, ref second);
        Assert.Equal(one.ExpectedRewards.ToArray(), other.ExpectedRewards.ToArray());
        Assert.Equal(one.Start.ToArray(), other.Start.ToArray());
    }

    [Theory]
    [InlineData(0, 1, 1, 0.0)]
    [InlineData(3, 0, 1, 0.0)]
    [InlineData(3, 1, 4, 0.0)]
    [InlineData(3, 1, 1, 1.0)]
    public void Sizes_that_make_no_sense_are_refused(int states, int actions, int branching, double ending)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var rng = new Rng(1);
            return RandomMdp.Create(states, actions, branching, 1, ending, ref rng);
        });
    }
}

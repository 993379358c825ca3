using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments;

public sealed class EvaluationTests
{
    private static readonly EnvironmentEntry CartPole = EnvironmentRegistry.Standard.Find("CartPole-v1");
    private static readonly SeedSequence Seeds = new(3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_episodes_are_the_same_however_many_are_asked_for(bool isGreedy)
    {
        var learner = Trained();
        var many = Evaluation.Of(learner, CartPole, Seeds, new() { Episodes = 120, IsGreedy = isGreedy });
        foreach (var count in (int[])[1, 7, 50, 51, 119])
        {
            var few = Evaluation.Of(learner, CartPole, Seeds, new() { Episodes = count, IsGreedy = isGreedy });
            Assert.Equal(many.Returns.Take(count), few.Returns);
            Assert.Equal(many.Lengths.Take(count), few.Lengths);
        }
    }

    [Fact]
    public void Each_episode_is_the_first_of_an_environment_of_its_own()
    {
        var learner = Trained();
        var result = Evaluation.Of(learner, CartPole, Seeds, new() { Episodes = 60 });
        for (var episode = 0; episode < 60; episode += 13)
        {
            var alone = CartPole.MakeVector(1, Autoreset.Disabled);
            var seed = new ulong[1];
            Seeds.Child(3).Child(0).Child(episode).Generate(seed);
            alone.Reset(seed);
            var actor = learner.NewActor(alone, greedy: true);
            var (earned, rng) = (0.0, new Rng(0));
            do
            {
                actor.Step(ref rng);
                earned += alone.Rewards[0];
            }
            while (!alone.Terminated[0] && !alone.Truncated[0]);
            Assert.Equal(earned, result.Returns[episode]);
        }
    }

    [Fact]
    public void Greedy_and_sampled_differ_and_neither_touches_the_learner()
    {
        var learner = Trained();
        var before = learner.Best.ToArray();
        var steps = learner.Steps;
        var greedy = Evaluation.Of(learner, CartPole, Seeds);
        var sampled = Evaluation.Of(learner, CartPole, Seeds, new() { IsGreedy = false });
        Assert.NotEqual(greedy.Returns, sampled.Returns);
        Assert.Equal(100, greedy.Episodes);
        Assert.Equal(before, learner.Best.ToArray());
        Assert.Equal(steps, learner.Steps);
    }

    [Fact]
    public void The_result_sums_up_the_episodes()
    {
        var result = new EvaluationResult(true, [1, 2, 3, 6], [1, 2, 3, 4], 0, Threshold: 3);
        Assert.Equal((3.0, 1.0, 6.0, 2.5, true), (result.Mean, result.Min, result.Max, result.MeanLength,
            result.IsSolved));
        Assert.Equal(Math.Sqrt((4 + 1 + 0 + 9) / 4.0), result.Std, tolerance: 1e-15);
        Assert.False((result with { Threshold = 3.5 }).IsSolved);
        Assert.False((result with { Threshold = null }).IsSolved);
    }

    [Fact]
    public void An_episode_without_end_is_given_up()
    {
        var learner = Trained();
        var endless = CartPole.WithTimeLimit(null);
        var result = Evaluation.Of(learner, endless, Seeds, new() { Episodes = 60, MaxEpisodeSteps = 5 });
        Assert.Equal(60, result.Unfinished);
        Assert.All(result.Lengths, length => Assert.Equal(5, length));
        Assert.All(result.Returns, value => Assert.Equal(5, value));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public void A_plan_out_of_range_is_refused(int episodes, int maxEpisodeSteps) => Assert.Throws<BadInputException>(
        () => Evaluation.Of(Trained(), CartPole, Seeds, new() { Episodes = episodes,
            MaxEpisodeSteps = maxEpisodeSteps }));

    [Fact]
    public void It_can_be_stopped() => Assert.Throws<OperationCanceledException>(
        () => Evaluation.Of(Trained(), CartPole, Seeds, null, new CancellationToken(canceled: true)));

    private static RandomSearch Trained()
    {
        var learner = new RandomSearch(CartPole, new(), Seeds);
        new Training(learner, new(1000)).Run();
        return learner;
    }
}

using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Testing;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Tests.ValueLearning.Tabular;

public sealed class PredictionTests
{
    private static readonly Schedule Small = Schedule.Constant(0.02);

    public static TheoryData<string> Methods => new(
        "first-visit", "every-visit", "td", "n-step", "lambda", "lambda-replacing", "lambda-dutch", "lambda-return");

    [Theory]
    [MemberData(nameof(Methods))]
    public void On_the_random_walk_the_mean_is_k_6(string method)
    {
        // The first estimate of first-visit Monte Carlo has no bias; with a small α the others have none that 4 standard errors see.
        for (var k = 1; k <= 5; k++)
        {
            var state = k;
            var sample = Sample.Of(runs: 60, seed =>
            {
                var learner = New(method, Process.Walk(5), seed, 1, null, Small);
                for (var episode = 0; episode < 2500; episode++) learner.Learn();
                return learner.Values[state];
            });
            Assert.True(sample.IsWithin(4, k / 6.0), $"state {k}: {sample}");
        }
    }

    /// <summary>Reward 1 for ever, cut every 8 steps: 1/(1 − γ) for who knows that a cut is no end, at most 5.7 for who does
    /// not.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void A_cut_is_no_end(string method)
    {
        const double Gamma = 0.9;
        var learner = New(method, Process.Ring(), 1, Gamma, 8, Schedule.Constant(0.2));
        for (var episode = 0; episode < 1000; episode++) learner.Learn();
        for (var s = 0; s < 3; s++) Assert.Equal(1 / (1 - Gamma), learner.Values[s], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nothing_is_allocated_once_the_longest_episode_was_seen(string method)
    {
        var learner = New(method, Process.Walk(19), 3, 1, 200, Small);
        for (var episode = 0; episode < 200; episode++) learner.Learn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var episode = 0; episode < 100; episode++) learner.Learn();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Saved_and_restored_is_uninterrupted(string method)
    {
        TabularLearner Made() => New(method, Process.Random(7), 3, 0.95, 2500, Small);
        Resuming.AssertExact(Made);
        Resuming.AssertExact(() => New(method, Process.Ring(), 3, 0.95, 2500, Small));        // in the midst of an episode
    }

    internal static TabularPrediction New(
        string method, Process process, ulong seed, double gamma, int? limit, Schedule alpha)
    {
        var world = process.World(seed, limit);
        var (policy, seeds) = (FixedPolicy.Uniform(world.StateActions), new SeedSequence(seed));
        TemporalDifferenceLambdaOptions Traces(TraceKind kind) =>
            new() { Gamma = gamma, StepSize = alpha, Lambda = 0.8, Traces = kind };
        return method switch
        {
            "first-visit" => new MonteCarloPrediction(
                world, policy, new() { Gamma = gamma, StepSize = alpha, SampleAverage = limit is null }, seeds),
            "every-visit" => new MonteCarloPrediction(
                world, policy, new() { Gamma = gamma, StepSize = alpha, SampleAverage = false, EveryVisit = true }, seeds),
            "td" => new TemporalDifference(world, policy, new() { Gamma = gamma, StepSize = alpha }, seeds),
            "n-step" => new NStepTemporalDifference(
                world, policy, new() { Gamma = gamma, StepSize = alpha, Horizon = 3 }, seeds),
            "lambda" => new TemporalDifferenceLambda(world, policy, Traces(TraceKind.Accumulating), seeds),
            "lambda-replacing" => new TemporalDifferenceLambda(world, policy, Traces(TraceKind.Replacing), seeds),
            "lambda-dutch" => new TemporalDifferenceLambda(world, policy, Traces(TraceKind.Dutch), seeds),
            _ => new LambdaReturn(world, policy, new() { Gamma = gamma, StepSize = alpha, Lambda = 0.8 }, seeds),
        };
    }
}

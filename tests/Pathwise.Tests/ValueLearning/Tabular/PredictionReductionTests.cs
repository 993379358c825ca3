using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Tests.ValueLearning.Tabular;

/// <summary>What the methods of prediction are to each other: the same streams, the same episodes, the same values.</summary>
public sealed class PredictionReductionTests
{
    private const double Gamma = 0.9, Alpha = 0.2, Rounding = 1e-12;
    private const int Episodes = 50;

    public static TheoryData<ulong, int?> Cases => new() { { 1, null }, { 2, null }, { 3, 4 }, { 4, 1 }, { 5, 7 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_step_TD_is_TD_of_0(ulong seed, int? limit) => AssertSame(seed, limit, TdOfZero,
        (w, p, s) => new NStepTemporalDifference(w, p, new() { Gamma = Gamma, StepSize = Schedule.Constant(Alpha), Horizon = 1 }, s));

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_n_beyond_the_episode_n_step_TD_is_every_visit_Monte_Carlo(ulong seed, int? limit) => AssertSame(seed, limit,
        (w, p, s) => new MonteCarloPrediction(w, p, new()
        {
            Gamma = Gamma, StepSize = Schedule.Constant(Alpha), SampleAverage = false, EveryVisit = true,
        }, s),
        (w, p, s) => new NStepTemporalDifference(w, p, new()
        {
            Gamma = Gamma, StepSize = Schedule.Constant(Alpha), Horizon = 10_000,
        }, s), limit is null ? Rounding : double.PositiveInfinity);        // of an episode that is cut, V(S_T) moves meanwhile

    [Theory]
    [InlineData(TraceKind.Accumulating, 1UL, null)]
    [InlineData(TraceKind.Replacing, 2UL, null)]
    [InlineData(TraceKind.Dutch, 3UL, null)]
    [InlineData(TraceKind.Dutch, 4UL, 3)]
    public void With_lambda_0_every_kind_of_trace_is_TD_of_0(TraceKind kind, ulong seed, int? limit) => AssertSame(seed, limit, TdOfZero,
        (w, p, s) => new TemporalDifferenceLambda(w, p, new()
        {
            Gamma = Gamma, StepSize = Schedule.Constant(Alpha), Lambda = 0, Traces = kind,
        }, s));

    [Theory]
    [InlineData(0.0, 1UL, null)]
    [InlineData(0.5, 2UL, null)]
    [InlineData(0.9, 3UL, null)]
    [InlineData(1.0, 4UL, null)]
    [InlineData(0.8, 5UL, 4)]
    public void Offline_the_backward_view_is_the_forward_view(double lambda, ulong seed, int? limit) => AssertSame(seed, limit,
        (w, p, s) => new LambdaReturn(w, p, new() { Gamma = Gamma, StepSize = Schedule.Constant(Alpha), Lambda = lambda }, s),
        (w, p, s) => new TemporalDifferenceLambda(w, p, new()
        {
            Gamma = Gamma, StepSize = Schedule.Constant(Alpha), Lambda = lambda, Offline = true,
        }, s), 1e-9);                                                     // traces below 2⁻⁴⁰ are forgotten

    [Fact]
    public void Dutch_traces_cannot_learn_offline() => Assert.Throws<BadInputException>(() =>
    {
        var world = Process.Walk(5).World(1);
        _ = new TemporalDifferenceLambda(
            world, FixedPolicy.Uniform(world.StateActions), new() { Offline = true, Traces = TraceKind.Dutch }, new(1));
    });

    /// <summary>The online λ-return algorithm (§12.4): at each t all updates of the episode are made anew, with returns that end at
    /// t.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    [InlineData(1.0)]
    public void Dutch_traces_are_the_online_lambda_return_algorithm(double lambda)
    {
        var walk = Process.Walk(5, left: -1);
        var world = walk.World(8);
        var learner = new TemporalDifferenceLambda(world, FixedPolicy.Uniform(world.StateActions), new()
        {
            Gamma = Gamma, StepSize = Schedule.Constant(Alpha), Lambda = lambda, Traces = TraceKind.Dutch, InitialValue = 0.3,
        }, new(8));
        var copy = walk.World(8);
        var actors = FixedPolicy.Uniform(copy.StateActions);
        var rng = new Rng(Pathwise.Experiments.RunSeeds.Acting(new(8)));
        var expected = new double[7];
        expected.AsSpan().Fill(0.3);
        for (var episode = 0; episode < 20; episode++)
        {
            copy.Begin();
            var steps = new List<Experience>();
            while (copy.GoesOn) steps.Add(copy.Take(actors.Choose(copy.State, ref rng)));
            expected = OnlineLambdaReturn(expected, steps, lambda);
            learner.Learn();
            for (var s = 1; s <= 5; s++) Assert.Equal(expected[s], learner.Values[s], Rounding);
        }
    }

    private static double[] OnlineLambdaReturn(double[] start, List<Experience> steps, double lambda)
    {
        double[][] at = [start];                                          // at[h]: the last weights of horizon h
        for (var h = 1; h <= steps.Count; h++)
        {
            var w = (double[])start.Clone();
            for (var t = 0; t < h; t++)
            {
                double NStep(int end)                                     // G_{t:end}, with the weights of horizon end − 1
                {
                    var g = 0.0;
                    for (var k = t; k < end; k++) g += Math.Pow(Gamma, k - t) * steps[k].Reward;
                    return steps[end - 1].Terminated ? g : g + (Math.Pow(Gamma, end - t) * at[end - 1][steps[end - 1].Next]);
                }

                var target = 0.0;
                for (var n = 1; n < h - t; n++) target += (1 - lambda) * Math.Pow(lambda, n - 1) * NStep(t + n);
                target += Math.Pow(lambda, h - t - 1) * NStep(h);
                w[steps[t].State] += Alpha * (target - w[steps[t].State]);
            }

            at = [.. at, w];
        }

        return at[^1];
    }

    private static TabularPrediction TdOfZero(Interaction world, FixedPolicy policy, SeedSequence seeds) =>
        new TemporalDifference(world, policy, new() { Gamma = Gamma, StepSize = Schedule.Constant(Alpha) }, seeds);

    private static void AssertSame(
        ulong seed, int? limit, Func<Interaction, FixedPolicy, SeedSequence, TabularPrediction> one,
        Func<Interaction, FixedPolicy, SeedSequence, TabularPrediction> two, double tolerance = Rounding)
    {
        var process = Process.Random(seed);
        TabularPrediction Made(Func<Interaction, FixedPolicy, SeedSequence, TabularPrediction> make)
        {
            var world = process.World(seed, limit);
            return make(world, FixedPolicy.Uniform(world.StateActions), new(seed));
        }

        var (left, right) = (Made(one), Made(two));
        for (var episode = 0; episode < Episodes; episode++)
        {
            left.Learn();
            right.Learn();
            Assert.Equal(left.Steps, right.Steps);
            for (var s = 0; s < process.Mdp.States; s++) Assert.Equal(left.Values[s], right.Values[s], tolerance);
        }

        Assert.NotEqual(0, left.Values[0]);
    }
}

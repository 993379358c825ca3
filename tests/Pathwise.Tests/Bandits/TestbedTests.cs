using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pathwise.Bandits;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

public sealed class TestbedTests
{
    public static TheoryData<string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var strategy in BanditCatalog.Standard.Entries)
                foreach (var problem in BanditProblemCatalog.Standard.Entries)
                    if (strategy.Rewards.Contains(problem.Rewards))
                        data.Add(strategy.Id, problem.Values is null ? problem.Id : problem.Id + ":0.2:0.5:0.4");
            data.Add("epsilon-greedy:0.2:step-size=0.1", "gaussian:arms=3:mean=4");
            data.Add("ucb", "bernoulli:arms=70");
            data.Add("greedy", "gaussian:arms=1");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_run_is_what_a_bandit_does_with_the_same_streams(string strategy, string problem)
    {
        var options = new TestbedOptions { Runs = 19, Steps = 60, LastSteps = 25 };
        var (rule, arms, seeds) =
            (BanditCatalog.Standard.Parse(strategy), BanditProblemCatalog.Standard.Parse(problem), new SeedSequence(7));
        var plays = Enumerable.Range(0, options.Runs)
            .Select(run => arms.Accept(new Play(rule, options.Steps, seeds.Child(run)))).ToArray();
        var result = Testbed.Run(rule, arms, options, seeds);

        for (var t = 0; t < options.Steps; t++)
        {
            AssertMean([.. plays.Select(play => play[t].Reward)], result.Reward.At(t + 1));
            AssertMean([.. plays.Select(play => play[t].Regret)], result.Regret.At(t + 1));
            AssertMean([.. plays.Select(play => play[t].Regret == 0 ? 1.0 : 0)], result.Optimal.At(t + 1));
        }

        AssertMean([.. plays.Select(play => play.Average(step => step.Reward))], result.Whole.Reward);
        AssertMean([.. plays.Select(play => play.Average(step => step.Regret))], result.Whole.Regret);
        AssertMean([.. plays.Select(play => play.Average(step => step.Regret == 0 ? 1.0 : 0))], result.Whole.Optimal);
        AssertMean([.. plays.Select(play => play.TakeLast(25).Average(step => step.Reward))], result.Last.Reward);
        AssertMean([.. plays.Select(play => play.TakeLast(25).Average(step => step.Regret))], result.Last.Regret);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void One_run_is_a_bandits_bit_for_bit(string strategy, string problem)
    {
        var options = new TestbedOptions { Runs = 1, Steps = 500 };
        var (rule, arms, seeds) =
            (BanditCatalog.Standard.Parse(strategy), BanditProblemCatalog.Standard.Parse(problem), new SeedSequence(8));
        var play = arms.Accept(new Play(rule, options.Steps, seeds.Child(0)));
        var result = Testbed.Run(rule, arms, options, seeds);
        Assert.Equal(play.Select(step => step.Reward), result.Reward.Means.ToArray());
        Assert.Equal(play.Select(step => step.Regret), result.Regret.Means.ToArray());
        Assert.True(double.IsNaN(result.Reward.StandardErrors[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Threads_change_no_bit(int threads)
    {
        var options = new TestbedOptions { Runs = 333, Steps = 70, LastSteps = 1000 };
        using var workers = new Workers(threads);
        foreach (var strategy in (string[])["epsilon-greedy", "ucb"])
        {
            var rule = BanditCatalog.Standard.Parse(strategy);
            var alone = Testbed.Run(rule, new GaussianArms(), options, new(3));
            var shared = Testbed.Run(rule, new GaussianArms(), options, new(3), workers);
            Assert.Equal(Bits(alone), Bits(shared));
            Assert.NotEqual(Bits(alone), Bits(Testbed.Run(rule, new GaussianArms(), options, new(4), workers)));
        }
    }

    /// <summary>Change them only in a commit that says that results change.</summary>
    [Theory]
    [InlineData("epsilon-greedy:0.1", "gaussian", "D09B3E6939CD24F1")]
    [InlineData("gradient:0.4", "gaussian:mean=4", "215068683B51BE7F")]
    [InlineData("thompson-gaussian", "drifting", "EC592719DEB70545")]
    public void Seed_and_options_decide_every_bit_on_every_machine(string strategy, string problem, string hash)
    {
        var result = Testbed.Run(
            BanditCatalog.Standard.Parse(strategy), BanditProblemCatalog.Standard.Parse(problem),
            new() { Runs = 40, Steps = 100 }, new(1));
        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(Bits(result)))[..16]);
    }

    [Fact]
    public void Strategies_face_the_same_problems()
    {
        var options = new TestbedOptions { Runs = 50, Steps = 1 };
        double Best(string strategy)                                     // what the best arms are worth, in the mean
        {
            var noiseless = new GaussianArms(10, noise: 0);
            var result = Testbed.Run(BanditCatalog.Standard.Parse(strategy), noiseless, options, new(5));
            return result.Reward.Means[0] + result.Regret.Means[0];
        }

        Assert.Equal(Best("greedy"), Best("epsilon-greedy:1"), 1e-12);
    }

    [Fact]
    public void Progress_is_told_and_a_wish_to_stop_is_heard()
    {
        var options = new TestbedOptions { Runs = 100, Steps = 10 };
        var (told, stop) = (new List<int>(), new CancellationTokenSource());
        Testbed.Run(new Greedy(), new GaussianArms(), options, progress: new Told(told.Add));
        Assert.Equal([16, 32, 48, 64, 80, 96, 100], told);

        told.Clear();
        Assert.Throws<OperationCanceledException>(() => Testbed.Run(
            new Greedy(), new GaussianArms(), options,
            progress: new Told(runs => { told.Add(runs); stop.Cancel(); }), cancellation: stop.Token));
        Assert.Equal([16], told);
    }

    [Fact]
    public void Nothing_is_allocated_per_pull()
    {
        long Bytes(int steps)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Testbed.Run(new EpsilonGreedy(0.1), new GaussianArms(), new() { Runs = 16, Steps = steps });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes(10);
        Assert.InRange((Bytes(20_000) - Bytes(10_000)) / 10_000.0, 0, 8 * 16);   // curves: 16 numbers a step, none a pull
    }

    [Fact]
    public void Bad_options_are_refused()
    {
        Assert.Throws<BadInputException>(() => Testbed.Run(new Greedy(), new GaussianArms(), new() { Runs = 0 }));
        Assert.Throws<BadInputException>(() => Testbed.Run(new Greedy(), new GaussianArms(), new() { Steps = 0 }));
    }

    private static byte[] Bits(TestbedResult result)
    {
        var numbers = new List<double>();
        foreach (var curve in (TestbedCurve[])[result.Reward, result.Optimal, result.Regret])
            numbers.AddRange([.. curve.Means, .. curve.StandardErrors]);
        foreach (var summary in (TestbedSummary[])[result.Whole, result.Last])
            foreach (var mean in (TestbedMean[])[summary.Reward, summary.Optimal, summary.Regret])
                numbers.AddRange([mean.Mean, mean.StandardError]);
        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(numbers)).ToArray();
    }

    /// <summary>By the definitions; the tolerance is the rounding of sums of some dozens.</summary>
    private static void AssertMean(double[] runs, TestbedMean actual)
    {
        var mean = runs.Average();
        var deviations = runs.Sum(x => (x - mean) * (x - mean));
        Assert.Equal(mean, actual.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(deviations / ((double)runs.Length * (runs.Length - 1))), actual.StandardError, 1e-12);
    }

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }

    /// <summary>One run, by the objects that a user holds.</summary>
    private sealed record Play(IBanditStrategy Strategy, int Steps, SeedSequence Seeds)
        : IBanditProblemVisitor<(double Reward, double Regret)[]>
    {
        public (double Reward, double Regret)[] Visit<TProblem>(TProblem problem)
            where TProblem : struct, IBanditArms<TProblem>
        {
            var bandit = Strategy.NewBandit(problem.Arms);
            var (world, choices) = (new Rng(Seeds.Child(0)), new Rng(Seeds.Child(1)));
            var (values, steps) = (new double[problem.Arms], new (double, double)[Steps]);
            problem.Begin(values, ref world);
            for (var t = 0; t < Steps; t++)
            {
                var choice = bandit.Choose(ref choices);
                var reward = problem.Reward(values[choice.Arm], ref world);
                bandit.Learn(choice.Arm, reward);
                steps[t] = (reward, values.Max() - values[choice.Arm]);
                if (TProblem.IsDrifting) problem.Drift(values, ref world);
            }

            return steps;
        }
    }
}

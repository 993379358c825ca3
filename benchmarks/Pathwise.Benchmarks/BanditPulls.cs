using System.Diagnostics;
using Pathwise.Bandits;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>Pulls a second of the testbed, for Figure 2.2 whole and for other strategies; and what one choice with its
/// lesson takes in a service.</summary>
/// <remarks>The peer is a NumPy program that steps all 2000 bandits of a curve at once: 4.9 to 6.4 million pulls/s on a
/// machine of this kind.</remarks>
internal sealed class BanditPulls : ISuite
{
    private const double NumPyMillions = 6.4;
    private const int Arms = 10, Turns = 100, Repetitions = 9;

    private delegate int Choose(IBandit bandit, ref Rng rng);

    public string Name => "bandits";

    public IEnumerable<Measurement> Run()
    {
        string[] figure = ["greedy", "epsilon-greedy:0.01", "epsilon-greedy:0.1"];
        foreach (var threads in (int[])[1, 2])
            yield return new(
                $"figure 2.2 whole, {threads} threads", "M pulls/s", MillionsPerSecond(figure, "gaussian", threads))
            {
                Limit = NumPyMillions, Bar = 6,
            };

        foreach (var (strategy, problem) in Others())
            yield return new($"{strategy} on {problem}", "M pulls/s", MillionsPerSecond([strategy], problem, 1));

        foreach (var entry in BanditCatalog.Standard.Entries)
            foreach (var measurement in Service(entry.Id, bar: entry.Id is "epsilon-greedy" or "ucb" ? 200 : null))
                yield return measurement;
    }

    private static IEnumerable<Measurement> Service(string strategy, double? bar)
    {
        yield return new($"{strategy}, 10 arms: choose and learn", "ns", Nanoseconds(strategy, Arm))
        {
            Bar = bar, LessIsBetter = true,
        };
        yield return new($"{strategy}, 10 arms: with propensity", "ns", Nanoseconds(strategy, Choice))
        {
            Bar = bar, LessIsBetter = true,
        };
        yield return new($"{strategy}, 10 arms: bytes allocated", "B", Bytes(strategy)) { Bar = 0, LessIsBetter = true };
    }

    private static IEnumerable<(string Strategy, string Problem)> Others() =>
        BanditCatalog.Standard.Entries.Select(entry =>
            (entry.Id, entry.Rewards == RewardRange.Unit ? "bernoulli" : "gaussian")).Append(("ucb", "drifting"));

    /// <summary>2000 runs of 1000 steps for each strategy; each strategy's best time of some.</summary>
    private static double MillionsPerSecond(string[] strategies, string problem, int threads)
    {
        using var workers = new Workers(threads);
        var arms = BanditProblemCatalog.Standard.Parse(problem);
        var (options, seconds) = (new TestbedOptions(), 0.0);
        foreach (var strategy in strategies.Select(BanditCatalog.Standard.Parse))
        {
            var best = double.MaxValue;
            for (var repetition = 0; repetition < Repetitions; repetition++)
            {
                var begin = Stopwatch.GetTimestamp();
                Testbed.Run(strategy, arms, options, new(1), workers);
                best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }

            seconds += best;
        }

        return strategies.Length * (double)options.Runs * options.Steps / seconds / 1e6;
    }

    private static double Nanoseconds(string strategy, Choose choose)
    {
        var (bandit, rng) = (BanditCatalog.Standard.Parse(strategy).NewBandit(Arms), new Rng(1));
        return Timing.Best(() => Serve(bandit, choose, ref rng)) / Turns * 1e9;
    }

    private static double Bytes(string strategy)
    {
        var (bandit, rng) = (BanditCatalog.Standard.Parse(strategy).NewBandit(Arms), new Rng(1));
        Serve(bandit, Choice, ref rng);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Serve(bandit, Choice, ref rng);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Turns;
    }

    private static int Arm(IBandit bandit, ref Rng rng) => bandit.ChooseArm(ref rng);

    private static int Choice(IBandit bandit, ref Rng rng) => bandit.Choose(ref rng).Arm;

    private static void Serve(IBandit bandit, Choose choose, ref Rng rng)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            var arm = choose(bandit, ref rng);
            bandit.Learn(arm, rng.NextDouble() < 0.09 * arm ? 1 : 0);
        }
    }
}

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
    private const int Arms = 10, Turns = 1000, Repetitions = 9;

    public string Name => "bandits";

    public IEnumerable<Measurement> Run()
    {
        string[] figure = ["greedy", "epsilon-greedy:0.01", "epsilon-greedy:0.1"];
        foreach (var threads in (int[])[1, 2])
            yield return new($"figure 2.2 whole, {threads} threads", "M pulls/s", MillionsPerSecond(figure, "gaussian", threads))
            {
                Limit = NumPyMillions, Bar = 6,
            };

        foreach (var (strategy, problem) in Others())
            yield return new($"{strategy} on {problem}", "M pulls/s", MillionsPerSecond([strategy], problem, 1));

        foreach (var strategy in (string[])["epsilon-greedy:0.1", "ucb:2"])
        {
            yield return new($"{strategy}, 10 arms: choose and learn", "ns", Nanoseconds(strategy))
            {
                Bar = 200, LessIsBetter = true,
            };
            yield return new($"{strategy}, 10 arms: bytes allocated", "B", Bytes(strategy)) { Bar = 0, LessIsBetter = true };
        }
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

    private static double Nanoseconds(string strategy)
    {
        var (bandit, rng) = (BanditCatalog.Standard.Parse(strategy).NewBandit(Arms), new Rng(1));
        return Timing.Best(() => Serve(bandit, ref rng)) / Turns * 1e9;
    }

    private static double Bytes(string strategy)
    {
        var (bandit, rng) = (BanditCatalog.Standard.Parse(strategy).NewBandit(Arms), new Rng(1));
        Serve(bandit, ref rng);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Serve(bandit, ref rng);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Turns;
    }

    private static void Serve(IBandit bandit, ref Rng rng)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            var choice = bandit.Choose(ref rng);
            bandit.Learn(choice.Arm, (0.1 * choice.Arm) + rng.NextNormal());
        }
    }
}

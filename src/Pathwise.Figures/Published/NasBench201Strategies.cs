using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Experiments.Replication;
using Pathwise.Numerics;
using Pathwise.Randomness;
using static Pathwise.ArchitectureSearch.Benchmarks.NasBench201Dataset;

namespace Pathwise.Figures.Published;

/// <summary>NAS-Bench-201's comparison of search strategies, and how its REINFORCE depends on the step
/// size.</summary>
internal static class NasBench201Strategies
{
    private const int Runs = 500, UsualChildren = 100, FullChildren = 500, LstmRuns = 100;
    private const ulong Seed = 201;
    private const string Random = "random", Reinforce = "REINFORCE, step size 0.05";
    private const double PrintedHalf = 0.005, LstmBar = 94.15;

    private static readonly Line[] Lines =
    [
        new(Random, "random")
        {
            Cifar10 = [(50, 93.46, .57), (100, 93.71, .37), (200, 93.88, .25), (500, 93.99, .22)],
            Cifar100 = [(100, 71.15, 1.03), (500, 72.11, .74)],
            ImageNet16 = [(100, 44.79, 1.16), (500, 45.66, .80)],
        },
        new("evolution", "evolution")
        {
            Cifar10 = [(50, 93.62, .59), (100, 93.92, .40), (200, 94.14, .24), (500, 94.29, .17)],
            Cifar100 = [(100, 71.98, 1.04), (500, 72.74, .47)],
            ImageNet16 = [(100, 45.60, 1.03), (500, 46.24, .48)],
        },
        new("evolution, sample 10", "evolution")
        {
            Setting = ("sample", "10"),
            Cifar10 = [(50, 93.80, .59), (100, 94.09, .34), (200, 94.20, .26), (500, 94.28, .21)],
            Cifar100 = [(100, 72.19, 1.02), (500, 72.58, .73)],
            ImageNet16 = [(100, 45.78, .90), (500, 46.37, .29)],
        },
        Softmaxes("0.001", [(50, 93.46, .55), (100, 93.74, .34), (200, 93.88, .25), (500, 94.01, .23)],
            [(100, 71.18, 1.02), (500, 72.14, .75)], [(100, 44.83, 1.07), (500, 45.78, .76)]),
        Softmaxes("0.01", [(50, 93.52, .53), (100, 93.78, .31), (200, 93.95, .24), (500, 94.13, .23)],
            [(100, 71.34, 1.00), (500, 72.63, .49)], [(100, 45.05, 1.13), (500, 46.11, .59)]),
        Softmaxes("0.05", [(50, 93.58, .54), (100, 93.91, .32), (200, 94.11, .25), (500, 94.29, .18)],
            [(100, 72.02, .94), (500, 72.78, .48)], [(100, 45.64, .92), (500, 46.33, .39)]),
        Softmaxes("0.1", [(50, 93.64, .56), (100, 93.94, .37), (200, 94.09, .30), (500, 94.18, .27)],
            [(100, 72.19, .97), (500, 72.63, .72)], [(100, 45.74, .90), (500, 46.07, .63)]),
        Softmaxes("0.5", [(50, 93.20, .79), (100, 93.26, .77), (200, 93.29, .77), (500, 93.38, .75)],
            [(100, 70.33, 1.73), (500, 70.64, 1.70)], [(100, 44.01, 2.07), (500, 44.22, 2.08)]),
        new("PPO, step size 0.05", "ppo-nasbench201")
        {
            Cifar10 = [(50, 93.58, .51), (100, 93.90, .34), (200, 94.10, .26), (500, 94.21, .23)],
            Cifar100 = [(100, 72.00, .91), (500, 72.74, .57)],
        },
    ];

    public static PublishedFigure Definition { get; } = new(
        "nas-bench-201",
        "NAS-Bench-201: search strategies, and REINFORCE's step size",
        "500 searches of each strategy, rewarded with the validation accuracy after 12 epochs; what counts is the test "
        + "accuracy (%) after 200 epochs of the best by reward. REINFORCE has a softmax for each edge, Adam, and a "
        + "moving average as its baseline: with a small step size it is random search, with a large one it settles too "
        + "soon. In the null experiment rewards are those of other cells.",
        "X. Dong, Y. Yang, NAS-Bench-201 (ICLR 2020), Table 5: random 93.70 ± 0.36, evolution 93.92 ± 0.30, REINFORCE "
        + "93.85 ± 0.37 on CIFAR-10 within a time budget of about 100 children. Reference for the rows: an independent "
        + "program on the same table, 500 searches each; printed to two decimals.",
        "500 children on CIFAR-10, CIFAR-100 and ImageNet-16-120; a few minutes.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var (table, space) = (NasBench201Table.Load(), SearchSpaces.Find("nasbench201"));
        var isFull = work.Size == FigureSize.Full;
        NasBench201Dataset[] sets = isFull ? [Cifar10, Cifar100, ImageNet16] : [Cifar10];
        var children = isFull ? FullChildren : UsualChildren;
        using var workers = new Workers(work.Threads);
        var (rows, drawn) = (new List<FigureRow>(), new List<StrategyRuns>());
        var parts = (sets.Length * Lines.Length) + 4;
        var done = 0;
        foreach (var set in sets)
        {
            var study = new StrategyStudy(table, space, set);
            foreach (var line in Lines)
            {
                var runs = Run(study, line, children);
                if (set == Cifar10 && line.Strategy is "random" or "reinforce-nasbench201") drawn.Add(runs);
                rows.AddRange(line.Of(set).Where(row => row.Children <= children).Select(row => Row(set, runs, row)));
            }
        }

        rows.Add(Test("", drawn.Single(one => one.Strategy == Random), drawn.Single(one => one.Strategy == Reinforce)));
        var shuffled = new StrategyStudy(table, space, Cifar10) { IsNull = true };
        rows.Add(Test(
            "null experiment, ",
            Run(shuffled, Lines.Single(line => line.Name == Random), UsualChildren),
            Run(shuffled, Lines.Single(line => line.Name == Reinforce), UsualChildren)));
        var plain = new StrategyStudy(table, space, Cifar10);
        rows.AddRange(LstmRows(
            Run(plain, new("LSTM, tuned", "lstm-nasbench201"), FullChildren, LstmRuns),
            Run(plain, Lines.Single(line => line.Name == Random), FullChildren, LstmRuns)));
        var best = table.Test(Cifar10).ToArray().Max();
        return new(figure, rows, StrategyPicture.Draw(figure.Title, drawn, best));

        StrategyRuns Run(StrategyStudy study, Line line, int length, int searches = Runs)
        {
            var entry = SearchStrategyCatalog.Standard.Find(line.Strategy);
            var options = line.Setting is { } set
                ? entry.Settings.With(entry.Settings.Defaults, set.Name, set.Value)
                : null;
            var runs = study.Run(
                entry, options, line.Name, searches, length, new SeedSequence(Seed), workers, null, work.Cancellation);
            work.Fractions?.Report((double)++done / parts);
            return runs;
        }
    }

    private static FigureRow Row(
        NasBench201Dataset set, StrategyRuns runs, (int Children, double Mean, double Deviation) row)
    {
        var here = SeedStatistics.Of(runs.After(row.Children));
        return new(
            $"{NameOf(set)}, {runs.Strategy}, {row.Children} children", here.Mean, here.StandardError ?? 0, row.Mean,
            row.Deviation / Math.Sqrt(Runs))
        {
            Tolerance = PrintedHalf,
        };
    }

    /// <summary>Welch's test after 100 children: by how many standard errors REINFORCE is above random search. 3.29 is
    /// p = 0.001, on either side.</summary>
    private static FigureRow Test(string prefix, StrategyRuns random, StrategyRuns reinforce)
    {
        var test = WelchTest.Of(reinforce.After(UsualChildren), random.After(UsualChildren));
        var name = $"{prefix}REINFORCE − random, in standard errors";
        return prefix.Length == 0
            ? FigureRow.AtLeast(name, test.T, 0, 3.29)
            : FigureRow.AtMost(name, test.T, 0, 3.29);
    }

    /// <summary>What a hundred searches of the recurrent controller reach, and Welch's test beside as many of random
    /// search.</summary>
    private static FigureRow[] LstmRows(StrategyRuns lstm, StrategyRuns random)
    {
        var reached = SeedStatistics.Of(lstm.Last);
        return
        [
            FigureRow.AtLeast(
                $"CIFAR-10, {lstm.Strategy}, {FullChildren} children",
                reached.Mean, reached.StandardError ?? 0, LstmBar),
            FigureRow.AtLeast(
                $"{lstm.Strategy} − random after {FullChildren} children, in standard errors",
                WelchTest.Of(lstm.Last, random.Last).T, 0, 3.29),
        ];
    }

    private static string NameOf(NasBench201Dataset set) => set switch
    {
        Cifar10 => "CIFAR-10",
        Cifar100 => "CIFAR-100",
        _ => "ImageNet-16-120",
    };

    private static Line Softmaxes(
        string rate, (int, double, double)[] cifar10, (int, double, double)[] cifar100,
        (int, double, double)[] imageNet) =>
        new($"REINFORCE, step size {rate}", "reinforce-nasbench201")
        {
            Setting = ("stepSize", rate),
            Cifar10 = cifar10,
            Cifar100 = cifar100,
            ImageNet16 = imageNet,
        };

    /// <summary>A strategy with the numbers of the reference: children, mean and standard deviation.</summary>
    private sealed record Line(string Name, string Strategy)
    {
        public (string Name, string Value)? Setting { get; init; }

        public (int Children, double Mean, double Deviation)[] Cifar10 { get; init; } = [];

        public (int Children, double Mean, double Deviation)[] Cifar100 { get; init; } = [];

        public (int Children, double Mean, double Deviation)[] ImageNet16 { get; init; } = [];

        public (int Children, double Mean, double Deviation)[] Of(NasBench201Dataset set) => set switch
        {
            NasBench201Dataset.Cifar10 => Cifar10,
            NasBench201Dataset.Cifar100 => Cifar100,
            _ => ImageNet16,
        };
    }
}

using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures.Published;

/// <summary>MnasNet's reward: its shape, and that with one exponent on both sides the target only scales it.</summary>
internal static class MnasNetReward
{
    private const int Points = 200, Doublings = 2;

    private static readonly double[] Targets = [20, 50, 100, 150, 220];

    /// <summary>The test accuracy after 200 epochs of the cell with the best hard reward, for each target.</summary>
    private static readonly double[] HardTests = [90.27, 93.12, 94.31, 93.94, 94.37];

    public static PublishedFigure Definition { get; } = new(
        "mnasnet-reward",
        "MnasNet's reward: its shape, and what the target does",
        "Accuracy times (T/c)^w for a cost c and a target T. With one exponent on both sides of the target, T "
        + "multiplies all rewards alike: the best of all 15,625 cells of NAS-Bench-201 is the same for every T. The "
        + "hard form, which only punishes what is dearer, moves with T.",
        "M. Tan et al., MnasNet (CVPR 2019), eqs. (2) and (3), Figure 3; M. Tan, Q. Le, EfficientNet (ICML 2019), §3. "
        + "Reference for the table: an independent program on the same cells, rewarded with the validation accuracy "
        + "after 12 epochs on CIFAR-10, judged by the test accuracy after 200; printed to two decimals.",
        Compute);

    private static FigureReport Compute(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var table = NasBench201Table.Load();
        var rows = new List<FigureRow>
        {
            FigureRow.Exact("soft: w for which twice the cost is worth 5 %", Math.Log2(1.05), 0.0704, 0.00005),
        };
        for (var i = 0; i < Targets.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var soft = BestCell(table, RewardForm.Soft, 1e6 * Targets[i]);
            rows.Add(FigureRow.Exact($"soft, T = {Targets[i]} M: the best cell's number", soft, 354, 0));
        }

        for (var i = 0; i < Targets.Length; i++)
        {
            var hard = BestCell(table, RewardForm.Hard, 1e6 * Targets[i]);
            rows.Add(FigureRow.Exact(
                $"hard, T = {Targets[i]} M: the best cell's test accuracy (%)",
                table.Test(NasBench201Dataset.Cifar10)[hard], HardTests[i], 0.005));
        }

        progress?.Report(1);
        return new(figure, rows, Draw(figure.Title));
    }

    private static int BestCell(NasBench201Table table, RewardForm form, double target)
    {
        var reward = new SearchReward(new() { Form = form, Target = target });
        var validation = table.Validation(NasBench201Dataset.Cifar10);
        var (best, highest) = (-1, double.NegativeInfinity);
        for (var cell = 0; cell < validation.Length; cell++)
        {
            var value = reward.Of(validation[cell] / 100, table.MultiplyAdds[cell]);
            if (value > highest) (best, highest) = (cell, value);
        }

        return best;
    }

    private static Picture Draw(string title)
    {
        var chart = new Chart
        {
            Title = title,
            Subtitle = "The reward of a network of accuracy 1, against its cost as a multiple of the target.",
            XLabel = "log₂ c/T",
            YLabel = "reward",
            X = (-Doublings, Doublings),
            Y = (0.2, 1.25),
        };
        (string Name, RewardOptions Options)[] forms =
        [
            ("soft, w = 0.07", new() { Form = RewardForm.Soft, Target = 1 }),
            ("soft, 4 T", new() { Form = RewardForm.Soft, Target = 4 }),
            ("hard", new() { Form = RewardForm.Hard, Target = 1 }),
            ("asymmetric, 0 and 0.3", new() { Form = RewardForm.Asymmetric, Target = 1, Exponent = 0.3 }),
            ("logarithmic, w = 0.07", new() { Form = RewardForm.Logarithmic, Target = 1 }),
        ];
        double[] xs = [.. Enumerable.Range(0, Points + 1).Select(i => Doublings * ((2.0 * i / Points) - 1))];
        for (var i = 0; i < forms.Length; i++)
        {
            var reward = new SearchReward(forms[i].Options);
            double[] ys = [.. xs.Select(x => reward.Of(1, Math.Pow(2, x)))];
            chart.Line(xs, ys, Palette.Series(i), 2.2f);
            chart.Name(ys[^1], forms[i].Name, Palette.Series(i));
        }

        return chart.ToPicture();
    }
}

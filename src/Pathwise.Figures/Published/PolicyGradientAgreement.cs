using System.Globalization;
using Pathwise.DecisionProcesses;
using Pathwise.Figures.Drawing;
using Pathwise.Figures.Drawing.Panels;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>The policy gradient theorem, checked: three ways to the gradient on random processes, and what baselines do
/// to REINFORCE's estimate of it.</summary>
internal static class PolicyGradientAgreement
{
    private const int Processes = 100, States = 8, Actions = 3, Branching = 3, Episodes = 100_000, Chunks = 20;
    private const double Agreement = 1e-9, Gamma = 0.95, Ending = 0.1;
    private const ulong Seed = 13;

    private static readonly (string Name, double Gamma, double Ending, PolicyObjective Objective)[] Kinds =
    [
        ("episodic, γ = 1", 1, Ending, PolicyObjective.StartValue),
        ("discounted, γ = 0.95", Gamma, 0, PolicyObjective.StartValue),
        ("continuing, average reward", 1, 0, PolicyObjective.AverageReward),
    ];

    public static PublishedFigure Definition { get; } = new(
        "policy-gradient-theorem",
        "The policy gradient theorem, checked",
        "The gradients of softmax policies on random processes, by the theorem, as the expectation of the score, and "
        + "by differentiating the exact values; and the variance of REINFORCE's estimate under four baselines.",
        "R. S. Sutton and A. G. Barto, Reinforcement Learning: An Introduction, 2nd edition (2018), Sections 13.2 to "
        + "13.4 and 13.6, pp. 324–334. The theorem is an identity: the differences should be 0, and are held to 1e-9. "
        + "Means and variances of the estimate are compared with their exact values.",
        Run);

    private static FigureReport Run(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var rows = new List<FigureRow>();
        var gradients = new List<(double Theorem, double Derivative)>();
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.AddRange(Compare(kind, gradients));
        }

        var (mdp, theta) = DrawProcess(Seed, 1, Ending);
        var exact = new PolicyGradientTheorem(mdp, theta);
        var variance = new ReinforceVariance(exact);
        (string Name, double[] Baseline)[] baselines =
        [
            ("none", new double[States]),
            ("constant", [.. Enumerable.Repeat(variance.OptimalConstant(), States)]),
            ("v(s)", exact.Values.ToArray()),
            ("optimal", variance.OptimalBaseline()),
        ];
        var measured = new EstimateMoments[baselines.Length];
        var done = 0;
        var gradient = exact.ByTheorem();
        Parallel.For(0, baselines.Length, new() { CancellationToken = cancellation }, b =>
        {
            measured[b] = Measure(mdp, theta, baselines[b].Baseline, gradient, b, chunk =>
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(Interlocked.Increment(ref done) / (double)(baselines.Length * Chunks));
            });
        });

        var exactVariances = Array.ConvertAll(baselines, one => variance.Of(one.Baseline));
        for (var b = 0; b < baselines.Length; b++)
        {
            var (name, moments) = ($"baseline {baselines[b].Name}", measured[b]);
            rows.Add(new(
                $"{name}: mean of the component with the largest gradient", moments.Mean, moments.MeanError,
                moments.ExactMean, 0));
            rows.Add(new($"{name}: variance", moments.Variance, moments.VarianceError, exactVariances[b], 0));
        }

        return new(figure, rows, Draw(
            figure, gradients, Array.ConvertAll(baselines, one => one.Name), exactVariances, measured));
    }

    private static IEnumerable<FigureRow> Compare(int kind, List<(double, double)> gradients)
    {
        var (name, gamma, ending, objective) = Kinds[kind];
        var (score, derivative) = (0.0, 0.0);
        for (var process = 0; process < Processes; process++)
        {
            var (mdp, theta) = DrawProcess((ulong)process, gamma, ending);
            var exact = new PolicyGradientTheorem(mdp, theta, objective);
            var (theorem, differentiated) = (exact.ByTheorem(), exact.ByDifferentiation());
            score = Math.Max(score, Difference(theorem, exact.ByScore()));
            derivative = Math.Max(derivative, Difference(theorem, differentiated));
            if (process < 20) gradients.AddRange(theorem.Zip(differentiated));
        }

        return
        [
            FigureRow.Exact($"{name}: theorem − score, largest of {Processes} processes", score, 0, Agreement),
            FigureRow.Exact($"{name}: theorem − derivative, largest", derivative, 0, Agreement),
        ];
    }

    private static EstimateMoments Measure(
        FiniteMdp mdp, double[] theta, double[] baseline, double[] gradient, int index, Action<int> report)
    {
        var estimate = new ReinforceEstimate(mdp, theta, baseline);
        var rng = new Rng(new SeedSequence(Seed).Child(index));
        var component = Array.IndexOf(gradient, gradient.MaxBy(Math.Abs));
        var (values, squares, g) = (new double[Episodes], new double[Episodes], new double[mdp.Pairs]);
        for (var episode = 0; episode < Episodes; episode++)
        {
            estimate.Draw(g, ref rng);
            values[episode] = g[component];
            for (var pair = 0; pair < g.Length; pair++)
                squares[episode] += (g[pair] - gradient[pair]) * (g[pair] - gradient[pair]);
            if ((episode + 1) % (Episodes / Chunks) == 0) report(episode);
        }

        var (mean, meanError) = MeanOf(values);
        var (variance, varianceError) = MeanOf(squares);
        return new(gradient[component], mean, meanError, variance, varianceError);
    }

    private static (FiniteMdp Mdp, double[] Theta) DrawProcess(ulong seed, double gamma, double ending)
    {
        var rng = new Rng(seed);
        var mdp = RandomMdp.Create(States, Actions, Branching, gamma, ending, ref rng);
        var theta = new double[mdp.Pairs];
        rng.FillNormal(theta);
        return (mdp, theta);
    }

    private static Picture Draw(
        PublishedFigure figure, List<(double Theorem, double Derivative)> gradients, string[] names,
        double[] exact, EstimateMoments[] measured)
    {
        var range = 1.05 * gradients.Max(point => Math.Abs(point.Theorem));
        var high = 1.15 * exact.Max();
        var agreement = new AxesPanel
        {
            Title = "Components of the gradient: theorem against derivative",
            XLabel = "Σ η(s) Σ q(s, a) ∂π(a | s)", YLabel = "derivative of the exact values",
            X = (-range, range), Y = (-range, range), Aspect = 1.1f,
        };
        agreement.Line([-range, range], [-range, range], Palette.Axis, 1);
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            var count = gradients.Count / Kinds.Length;
            agreement.Points(
                gradients.GetRange(kind * count, count).Select(point => (point.Theorem, point.Derivative)),
                Palette.Series(kind).WithAlpha(150), 2.6f);
            agreement.Name(
                -0.98 * range, (0.93 - (0.09 * kind)) * range, Kinds[kind].Name, Palette.Series(kind));
        }

        var bars = new AxesPanel
        {
            Title = "Variance of REINFORCE's estimate from one episode",
            XLabel = "baseline", YLabel = "variance, summed over all components",
            X = (0.4, names.Length + 0.6), Y = (0, high), Aspect = 1.1f,
            XTicks = [.. names.Select((name, i) => (i + 1.0, name))],
        };
        for (var i = 0; i < names.Length; i++)
        {
            bars.Bar(i + 1, 0.62, exact[i], i == 0 ? Palette.QuietInk : Palette.Series(0),
                exact[i].ToString("0.00", CultureInfo.InvariantCulture));
            bars.Error(i + 1.0, measured[i].Variance, 4 * measured[i].VarianceError, Palette.DarkInk);
        }

        return new Sheet(
            figure.Title,
            $"Left: 20 random processes of each kind. Right: bars are exact, points are {Episodes / 1000},000 episodes "
            + "± 4 s.e.",
            columns: 2, panelHeight: 380).Add(agreement).Add(bars).ToPicture();
    }

    private static double Difference(double[] one, double[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();

    private static (double Mean, double Error) MeanOf(double[] values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return (mean, Math.Sqrt(variance / values.Length));
    }

    /// <summary>What some estimates came to.</summary>
    private sealed record EstimateMoments(
        double ExactMean, double Mean, double MeanError, double Variance, double VarianceError);
}

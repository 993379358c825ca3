using Pathwise.Figures.Drawing;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>Jensen's inequality at work: <c>E[ln (1/k) Σ w_i] ≤ ln E[w] = ln p(x)</c>, and the gap closing with
/// k.</summary>
/// <remarks>
/// <para>The model is z ∼ N(0, 1), x | z ∼ N(z, 1), at x = 2, so that everything is known: x ∼ N(0, 2), and the
/// posterior is N(1, ½). The weights are <c>w = p(x, z) / q(z)</c> of z ∼ q; k = 1 gives the evidence lower bound, k >
/// 1 the importance-weighted one. With the posterior as q all weights are p(x), and nothing is lost.</para>
/// </remarks>
internal static class Jensen
{
    private const double X = 2;
    private const int DrawsForRows = 1 << 22, DrawsForCurve = 1 << 20, GreatestPower = 10;
    private const ulong Seed = 1906;

    private static readonly double LogEvidence = -(X * X / 4) - (0.5 * Math.Log(4 * Math.PI));       // ln N(2 | 0, 2)

    private static readonly Proposal[] Proposals =
    [
        new("q = N(0, 1)", 0, 1, [-3.418938533204645, -2.757901848128, -2.560758885220]),
        new("q = N(½, 1)", 0.5, 1, [-2.668938533204645, -2.403473786563, -2.344066624404]),
        new("q = N(1, ½)", 1, 0.5, [-2.2655121234846454, -2.2655121234846454, -2.2655121234846454]),
    ];

    public static PublishedFigure Definition { get; } = new(
        "jensen",
        "Jensen's inequality: the bound, and its gap closing with k",
        "For z ∼ N(0, 1), x | z ∼ N(z, 1) and x = 2, the bound E[ln (1/k) Σ p(x, z_i)/q(z_i)] for three choices of q.",
        "D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes (2014), eq. (3), for k = 1; "
        + "Y. Burda, R. Grosse and R. Salakhutdinov, Importance Weighted Autoencoders (2016), eq. (8), for k > 1. "
        + "Reference: closed form for k = 1, numerical integration for k = 2 and 3.",
        Compute);

    private static FigureReport Compute(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "The bound for k = 1, 2, 4, …, 1024. With the true posterior as q it is the evidence itself.",
            XLabel = "log₂ k, draws in the bound",
            YLabel = "nats",
            X = (0, GreatestPower),
            Y = (-3.5, -2.2),
        };
        var rows = new List<FigureRow>();
        for (var i = 0; i < Proposals.Length; i++)
        {
            var (proposal, seeds) = (Proposals[i], new SeedSequence(Seed).Child(i));
            for (var k = 1; k <= proposal.Published.Count; k++)
                rows.Add(Compare(proposal, k, seeds.Child(k)));
            cancellation.ThrowIfCancellationRequested();

            var powers = Enumerable.Range(0, GreatestPower + 1).ToArray();
            var bounds = Array.ConvertAll(
                powers, power => Bound(proposal, 1 << power, DrawsForCurve, seeds.Child(1000 + power)).Mean);
            chart.Line(Array.ConvertAll(powers, power => (double)power), bounds, Palette.Series(i), 2.4f);
            chart.Name(bounds[0], proposal.Name, Palette.Series(i));
            progress?.Report((i + 1.0) / Proposals.Length);
        }

        chart.Level(LogEvidence, "ln p(x) = −2.2655");
        return new(figure, rows, chart.ToPicture());
    }

    private static FigureRow Compare(Proposal proposal, int k, SeedSequence seeds)
    {
        var (mean, standardError) = Bound(proposal, k, DrawsForRows, seeds);
        return new($"{proposal.Name}, k = {k}", mean, standardError, proposal.Published[k - 1], 1e-12);
    }

    /// <summary><c>E[ln (1/k) Σ w_i]</c> over as many groups of k as there are draws for.</summary>
    private static (double Mean, double StandardError) Bound(Proposal q, int k, int draws, SeedSequence seeds)
    {
        var rng = new Rng(seeds);
        var logWeights = new double[k];
        var (mean, squares, groups) = (0.0, 0.0, draws / k);
        for (var group = 1; group <= groups; group++)
        {
            foreach (ref var logWeight in logWeights.AsSpan())
            {
                var z = q.Mean + (Math.Sqrt(q.Variance) * rng.NextNormal());                     // z ∼ q
                logWeight = LogNormal(z, 0, 1) + LogNormal(X, z, 1) - LogNormal(z, q.Mean, q.Variance);
            }

            var delta = LogMeanExp(logWeights) - mean;
            mean += delta / group;
            squares += delta * delta * (group - 1) / group;
        }

        return (mean, Math.Sqrt(squares / (groups - 1) / groups));
    }

    private static double LogNormal(double x, double mean, double variance) =>
        -0.5 * (Math.Log(2 * Math.PI * variance) + ((x - mean) * (x - mean) / variance));

    private static double LogMeanExp(ReadOnlySpan<double> values)
    {
        var (greatest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var value in values) greatest = Math.Max(greatest, value);
        foreach (var value in values) sum += Math.Exp(value - greatest);
        return greatest + Math.Log(sum / values.Length);
    }

    /// <param name="Name">What it is called.</param>
    /// <param name="Mean">Of q.</param>
    /// <param name="Variance">Of q.</param>
    /// <param name="Published">The bound for k = 1, 2, 3, exactly.</param>
    private sealed record Proposal(string Name, double Mean, double Variance, IReadOnlyList<double> Published);
}

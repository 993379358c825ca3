namespace Pathwise.Bandits;

/// <summary>Means and squared deviations over all runs so far, batch after batch.</summary>
/// <remarks>Source: T. F. Chan, G. H. Golub and R. J. LeVeque, <i>Updating Formulae and a Pairwise Algorithm for
/// Computing Sample Variances</i>, 1979: <c>S = S_a + S_b + δ² n_a n_b / (n_a + n_b)</c>.</remarks>
internal sealed class TestbedStatistics(TestbedOptions options)
{
    private readonly double[] _rewardMeans = new double[options.Steps];
    private readonly double[] _rewardSquares = new double[options.Steps];
    private readonly double[] _regretMeans = new double[options.Steps];
    private readonly double[] _regretSquares = new double[options.Steps];
    private readonly double[] _optimalCounts = new double[options.Steps];
    private Averages _whole, _last;

    /// <summary>Runs so far.</summary>
    public int Runs { get; private set; }

    /// <summary>Takes in the next batch.</summary>
    public void Join(TestbedMoments batch)
    {
        var (before, added) = (Runs, batch.Count);
        Runs += added;
        var (share, weight) = ((double)added / Runs, (double)before * added / Runs);
        Join(_rewardMeans, _rewardSquares, batch.RewardMeans, batch.RewardSquares, share, weight);
        Join(_regretMeans, _regretSquares, batch.RegretMeans, batch.RegretSquares, share, weight);
        for (var step = 0; step < _optimalCounts.Length; step++) _optimalCounts[step] += batch.OptimalCounts[step];

        var (steps, lastSteps) = (options.Steps, Math.Min(options.Steps, options.LastSteps));
        var (early, last) = (batch.Early, batch.Last);
        for (var run = 0; run < added; run++)
        {
            var (reward, optimal, regret) = (last.Rewards[run], last.Optimal[run], last.Regrets[run]);
            _last.Add(reward / lastSteps, optimal / lastSteps, regret / lastSteps);
            _whole.Add(
                (early.Rewards[run] + reward) / steps,
                (early.Optimal[run] + optimal) / steps,
                (early.Regrets[run] + regret) / steps);
        }
    }

    public TestbedResult ToResult()
    {
        var freedom = (double)Runs * (Runs - 1);
        var shares = Array.ConvertAll(_optimalCounts, count => count / Runs);
        return new(
            options,
            new(_rewardMeans, Array.ConvertAll(_rewardSquares, squares => Math.Sqrt(squares / freedom))),
            new(shares, Array.ConvertAll(shares, share => Math.Sqrt(share * (1 - share) / (Runs - 1)))),
            new(_regretMeans, Array.ConvertAll(_regretSquares, squares => Math.Sqrt(squares / freedom))),
            _whole.ToSummary(),
            _last.ToSummary());
    }

    private static void Join(
        double[] means, double[] squares, double[] addedMeans, double[] addedSquares, double share, double weight)
    {
        for (var step = 0; step < means.Length; step++)
        {
            var delta = addedMeans[step] - means[step];
            means[step] += delta * share;
            squares[step] += addedSquares[step] + (delta * delta * weight);
        }
    }

    /// <summary>The runs' own averages over some steps.</summary>
    private struct Averages
    {
        private MeanAccumulator _reward, _optimal, _regret;

        public void Add(double reward, double optimal, double regret)
        {
            _reward.Add(reward);
            _optimal.Add(optimal);
            _regret.Add(regret);
        }

        public readonly TestbedSummary ToSummary() => new(_reward.ToMean(), _optimal.ToMean(), _regret.ToMean());
    }
}

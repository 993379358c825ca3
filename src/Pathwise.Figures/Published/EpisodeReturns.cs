using Pathwise.Experiments;

namespace Pathwise.Figures.Published;

/// <summary>Plays learners through some episodes, and takes the return of each.</summary>
internal sealed class EpisodeReturns : IMetrics
{
    private readonly List<double> _returns = [];

    /// <summary>The return of each of the next episodes, while the learner learns.</summary>
    public static double[] Of(ILearner learner, int episodes)
    {
        var returns = new EpisodeReturns();
        while (returns._returns.Count < episodes)
        {
            learner.Learn();
            learner.Report(returns);
        }

        return [.. returns._returns];
    }

    /// <inheritdoc/>
    public void Add(string name, double value)
    {
        if (name == IMetrics.EpisodeReturn) _returns.Add(value);
    }
}

namespace Pathwise.Experiments;

/// <summary>Takes the numbers that a learner reports after an update.</summary>
public interface IMetrics
{
    /// <summary>The undiscounted return of an episode that ended.</summary>
    const string EpisodeReturn = "episode/return";

    /// <summary>Steps in an episode that ended.</summary>
    const string EpisodeLength = "episode/length";

    /// <summary>The mean return of an evaluation while learning.</summary>
    const string EvaluationReturn = "evaluation/meanReturn";

    /// <summary>The mean number of steps in the episodes of such an evaluation.</summary>
    const string EvaluationLength = "evaluation/meanLength";

    /// <summary>Adds one number. A name that is added more than once stands for the mean of what was added.</summary>
    /// <remarks>
    /// <see cref="EpisodeReturn"/> and <see cref="EpisodeLength"/> are added once for each episode that ended in the
    /// update, in the order in which they ended: progress, early stopping and learning curves count those. What is
    /// undefined after an update is left out; a number that is not finite ends a run as diverged.
    /// </remarks>
    /// <param name="name">A path in lower camel case, such as <c>episode/return</c> or <c>policy/entropy</c>; a
    /// constant, so that nothing is allocated.</param>
    /// <param name="value">The number.</param>
    void Add(string name, double value);
}

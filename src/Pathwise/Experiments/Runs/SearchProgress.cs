using Pathwise.ArchitectureSearch;

namespace Pathwise.Experiments.Runs;

/// <summary>How an architecture search goes.</summary>
/// <param name="Children">Children whose result is there.</param>
/// <param name="Total">Children there are to be.</param>
/// <param name="Best">The child of the highest reward so far, or null.</param>
/// <param name="BatchReward">The mean reward of the last whole batch; NaN before the first.</param>
/// <param name="Reused">Children whose result was that of an earlier one.</param>
/// <param name="Broken">Children that diverged or failed.</param>
/// <param name="ChildrenPerSecond">The speed of this session.</param>
/// <param name="TimeLeft">At that speed, or null while nothing is known.</param>
public readonly record struct SearchProgress(
    int Children, int Total, Child? Best, double BatchReward, int Reused, int Broken, double ChildrenPerSecond,
    TimeSpan? TimeLeft);

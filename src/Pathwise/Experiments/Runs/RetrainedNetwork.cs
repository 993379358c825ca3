using Pathwise.ArchitectureSearch;
using Pathwise.Experiments.Replication;

namespace Pathwise.Experiments.Runs;

/// <summary>A network that was trained several times.</summary>
/// <param name="Genotype">The network.</param>
/// <param name="IsTop">Whether it is of the best of the search; otherwise it is a random one.</param>
/// <param name="Results">A result for each training, [seeds].</param>
public sealed record RetrainedNetwork(Genotype Genotype, bool IsTop, IReadOnlyList<ChildResult> Results)
{
    /// <summary>What each training that went well reached: the accuracy on test images where it was measured,
    /// otherwise that on held-out ones.</summary>
    public IReadOnlyList<double> Accuracies =>
    [
        .. Results.Where(result => result.Status == ChildStatus.Trained)
            .Select(result => result.TestAccuracy ?? result.Accuracy),
    ];

    /// <summary>Mean and standard error of the accuracies; null where no training went well.</summary>
    public SeedStatistics? Statistics => Accuracies is { Count: > 0 } accuracies ? SeedStatistics.Of(accuracies) : null;
}

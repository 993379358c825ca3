using Pathwise.ArchitectureSearch;

namespace Pathwise.Experiments.Runs;

/// <summary>What a search can name: its spaces, strategies and evaluators.</summary>
/// <param name="Strategies">The strategies.</param>
/// <param name="Evaluators">The kinds of evaluators.</param>
/// <param name="FindSpace">Finds a space by its name, or by the path of its file.</param>
public sealed record SearchParts(
    SearchStrategyCatalog Strategies, ChildEvaluatorCatalog Evaluators, Func<string, ISearchSpace> FindSpace)
{
    /// <summary>Those of this library.</summary>
    public static SearchParts Standard { get; } =
        new(SearchStrategyCatalog.Standard, ChildEvaluatorCatalog.Standard, SearchSpaces.Find);
}

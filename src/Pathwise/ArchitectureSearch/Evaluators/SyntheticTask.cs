namespace Pathwise.ArchitectureSearch.Evaluators;

/// <summary>What a <see cref="SyntheticEvaluator"/> likes.</summary>
public enum SyntheticTask
{
    /// <summary>Each decision has one good option: the accuracy is the share of decisions that have it.</summary>
    Count,

    /// <summary>Decisions come in pairs that must agree: the accuracy is the share of pairs whose options have equal
    /// numbers, the second counted round where it has fewer.</summary>
    Agree,
}

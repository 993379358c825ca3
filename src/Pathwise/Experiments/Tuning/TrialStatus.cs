namespace Pathwise.Experiments.Tuning;

/// <summary>What became of a trial up to a rung.</summary>
public enum TrialStatus
{
    /// <summary>It has a value.</summary>
    Evaluated,

    /// <summary>A number blew up in one of its runs; it does not go on.</summary>
    Diverged,

    /// <summary>Its settings cannot be used, or something was thrown in one of its runs; it does not go on.</summary>
    Failed,
}

namespace Pathwise.Networks;

/// <summary>Makes the optimizer that an option names.</summary>
public static class OptimizerChoice
{
    /// <summary>An optimizer with its usual constants, which has taken no step yet.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="count">Parameters, ≥ 1.</param>
    public static IOptimizer Create(this OptimizerKind kind, int count) => kind switch
    {
        OptimizerKind.Sgd => new Sgd(count),
        OptimizerKind.Adam => new Adam(count),
        OptimizerKind.RmsProp => new RmsProp(count),
        OptimizerKind.Adagrad => new Adagrad(count),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such optimizer."),
    };
}

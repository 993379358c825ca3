namespace Pathwise.ArchitectureSearch.Training;

/// <summary>How a child's gradient becomes a step.</summary>
public enum ChildOptimizer
{
    /// <summary>Gradient descent with Nesterov's momentum.</summary>
    Nesterov,

    /// <summary>Adam.</summary>
    Adam,
}

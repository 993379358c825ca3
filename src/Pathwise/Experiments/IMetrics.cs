namespace Pathwise.Experiments;

/// <summary>Takes the numbers that a learner reports after an update.</summary>
public interface IMetrics
{
    /// <summary>Adds one number.</summary>
    /// <param name="name">A path in lower camel case, such as <c>episode/return</c> or <c>policy/entropy</c>; a constant, so that nothing is allocated.</param>
    /// <param name="value">The number.</param>
    void Add(string name, double value);
}

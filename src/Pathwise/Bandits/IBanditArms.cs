using Pathwise.Randomness;

namespace Pathwise.Bandits;

/// <summary>A problem's mathematics.</summary>
/// <typeparam name="TSelf">The problem itself, a struct, so that its methods are called directly and
/// inlined.</typeparam>
public interface IBanditArms<TSelf> : IBanditProblem where TSelf : struct, IBanditArms<TSelf>
{
    /// <summary>Whether the arms' values change with time.</summary>
    static abstract bool IsDrifting { get; }

    /// <summary>Draws what the arms of one bandit are worth.</summary>
    /// <param name="values">Receives q<sub>*</sub>(a), [arms].</param>
    /// <param name="rng">Where they come from.</param>
    void Begin(Span<double> values, ref Rng rng);

    /// <summary>Draws the reward of one pull.</summary>
    /// <param name="value">q<sub>*</sub>(a) of the arm that was pulled, its mean reward.</param>
    /// <param name="rng">Where it comes from.</param>
    double Reward(double value, ref Rng rng);

    /// <summary>Lets time pass, if the problem drifts.</summary>
    /// <param name="values">q<sub>*</sub>(a), [arms], changed in place.</param>
    /// <param name="rng">Where the change comes from.</param>
    void Drift(Span<double> values, ref Rng rng);

    /// <inheritdoc/>
    TResult IBanditProblem.Accept<TResult>(IBanditProblemVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit((TSelf)this);
    }
}

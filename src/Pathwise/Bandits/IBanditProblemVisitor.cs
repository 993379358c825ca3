namespace Pathwise.Bandits;

/// <summary>Something that is done with a problem once its type is known.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
public interface IBanditProblemVisitor<out TResult>
{
    /// <summary>Does it.</summary>
    /// <typeparam name="TProblem">The problem's type.</typeparam>
    /// <param name="problem">The problem.</param>
    TResult Visit<TProblem>(TProblem problem) where TProblem : struct, IBanditArms<TProblem>;
}

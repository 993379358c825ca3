namespace Pathwise.Bandits;

/// <summary>Something that is done with a strategy once its type is known.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
public interface IBanditStrategyVisitor<out TResult>
{
    /// <summary>Does it.</summary>
    /// <typeparam name="TStrategy">The strategy's type.</typeparam>
    /// <param name="strategy">The strategy.</param>
    TResult Visit<TStrategy>(TStrategy strategy) where TStrategy : struct, IBanditRule<TStrategy>;
}

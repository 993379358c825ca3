namespace Pathwise.Bandits;

/// <summary>How to choose arms and learn from rewards: a strategy's name and parameters.</summary>
/// <remarks>
/// <para>Every strategy is an immutable value and also an <see cref="IBanditRule{TSelf}"/>, by which loops that know
/// its type call it directly. Its text (<see cref="object.ToString"/>) is what <see cref="BanditCatalog.Parse"/>
/// reads.</para>
/// </remarks>
public interface IBanditStrategy
{
    /// <summary>What the catalog says of it.</summary>
    BanditStrategyEntry Entry { get; }

    /// <summary>The values of the entry's parameters, in their order.</summary>
    IReadOnlyList<double> Arguments { get; }

    /// <summary>A bandit that follows this strategy and has learned nothing yet.</summary>
    /// <param name="arms">n, the number of arms, ≥ 1.</param>
    IBandit NewBandit(int arms);

    /// <summary>Calls back with the strategy's own type, for code that is generic over it.</summary>
    /// <typeparam name="TResult">What the visitor makes.</typeparam>
    /// <param name="visitor">Who wants to know the type.</param>
    TResult Accept<TResult>(IBanditStrategyVisitor<TResult> visitor);
}

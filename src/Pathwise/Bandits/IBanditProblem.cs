namespace Pathwise.Bandits;

/// <summary>What the arms of a bandit are worth, and the rewards that they give: a problem's name and
/// parameters.</summary>
/// <remarks>Every problem is an immutable value and also an <see cref="IBanditArms{TSelf}"/>, by which loops that
/// know its type call it directly. Its text (<see cref="object.ToString"/>) is what
/// <see cref="BanditProblemCatalog.Parse"/> reads.</remarks>
public interface IBanditProblem
{
    /// <summary>What the catalog says of it.</summary>
    BanditProblemEntry Entry { get; }

    /// <summary>The values of the entry's parameters, in their order.</summary>
    IReadOnlyList<double> Arguments { get; }

    /// <summary>n, the number of arms, ≥ 1.</summary>
    int Arms { get; }

    /// <summary>Calls back with the problem's own type, for code that is generic over it.</summary>
    /// <typeparam name="TResult">What the visitor makes.</typeparam>
    /// <param name="visitor">Who wants to know the type.</param>
    TResult Accept<TResult>(IBanditProblemVisitor<TResult> visitor);
}

namespace Pathwise.Environments;

/// <summary>A set of observations or actions.</summary>
public abstract record Space
{
    private protected Space() { }

    /// <summary>Components of one element.</summary>
    public abstract int Size { get; }
}

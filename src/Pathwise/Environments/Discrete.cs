namespace Pathwise.Environments;

/// <summary>The whole numbers 0, 1, …, n − 1. An element is one number, its own index.</summary>
/// <param name="Count">n, ≥ 1.</param>
public sealed record Discrete(int Count) : Space
{
    /// <inheritdoc/>
    public override int Size => 1;
}

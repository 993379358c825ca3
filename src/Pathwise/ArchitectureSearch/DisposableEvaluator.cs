namespace Pathwise.ArchitectureSearch;

/// <summary>An evaluator with its end: disposes of those that hold workers, and of the others nothing.</summary>
/// <param name="evaluator">The evaluator.</param>
public sealed class DisposableEvaluator(IChildEvaluator evaluator) : IDisposable
{
    /// <summary>The evaluator.</summary>
    public IChildEvaluator Evaluator => evaluator;

    /// <inheritdoc/>
    public void Dispose() => (evaluator as IDisposable)?.Dispose();
}

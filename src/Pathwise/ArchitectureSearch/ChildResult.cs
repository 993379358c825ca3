namespace Pathwise.ArchitectureSearch;

/// <summary>What the training of a child network brought.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Accuracy">The share of held-out images that it names rightly, in [0, 1]; 0 where it was not
/// trained.</param>
/// <param name="MultiplyAdds">Multiply-adds of convolutions and dense layers for one image; 0 where unknown.</param>
/// <param name="Parameters">Trainable numbers; 0 where unknown.</param>
public sealed record ChildResult(ChildStatus Status, double Accuracy, long MultiplyAdds, long Parameters)
{
    /// <summary>Measured milliseconds for one image, or null where nobody has measured.</summary>
    public double? Latency { get; init; }

    /// <summary>Its accuracy on test images, in [0, 1], which no search may look at; null where it was not
    /// measured.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>The rung of successive halving on which it was evaluated last, from 0; see
    /// <see cref="IStagedEvaluator"/>.</summary>
    public int Rung { get; init; }

    /// <summary>One sentence about what went wrong; null where nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>How long it took. Depends on the machine, and decides nothing.</summary>
    public double Seconds { get; init; }

    /// <summary>A child that could not be trained.</summary>
    /// <param name="sentence">What went wrong.</param>
    public static ChildResult Failed(string sentence) => new(ChildStatus.Failed, 0, 0, 0) { Failure = sentence };
}

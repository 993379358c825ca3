using Pathwise.Randomness;

namespace Pathwise.Datasets;

/// <summary>What is learned from, or evaluated on: rows of numbers that can be read in any order.</summary>
/// <remarks>Reading must be safe on many threads at once.</remarks>
public interface IExamples
{
    /// <summary>Examples, ≥ 1.</summary>
    int Count { get; }

    /// <summary>Numbers of an example: an image's pixels.</summary>
    int Size { get; }

    /// <summary>Copies one example.</summary>
    /// <param name="index">Which, from 0 on.</param>
    /// <param name="example">Receives it, [size].</param>
    /// <param name="rng">For examples that are drawn anew each time; others leave it as it is.</param>
    void Read(int index, Span<float> example, ref Rng rng);
}

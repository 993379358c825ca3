using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>Something about each example, computed piece by piece.</summary>
internal static class EachExample
{
    /// <summary>Computes it.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="seeds">Example i draws from child i.</param>
    /// <param name="workers">Threads to share them; null for one.</param>
    /// <param name="compute">From rows, [rows, size], and their streams to results, [rows]; on any thread.</param>
    /// <returns>[examples].</returns>
    public static T[] Compute<T>(
        IExamples examples, SeedSequence seeds, Workers? workers, Func<float[], Rng[], T[]> compute)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(seeds);
        var work = new Pieces<T>(examples, seeds, compute);
        ExamplePieces.Run(work, examples, workers);
        return work.Each;
    }

    private sealed class Pieces<T>(IExamples examples, SeedSequence seeds, Func<float[], Rng[], T[]> compute) : IPieces
    {
        public T[] Each { get; } = new T[examples.Count];

        void IPieces.Run(int piece)
        {
            var (rows, streams) = ExamplePieces.Read(examples, piece, seeds);
            compute(rows, streams).CopyTo(Each, piece * ExamplePieces.Length);
        }
    }
}

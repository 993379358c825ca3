using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>A number for each example, computed piece by piece.</summary>
internal sealed class EachExample : IPieces
{
    private readonly IExamples _examples;
    private readonly SeedSequence _seeds;
    private readonly Func<float[], Rng[], double[]> _compute;
    private readonly double[] _each;

    private EachExample(IExamples examples, SeedSequence seeds, Func<float[], Rng[], double[]> compute)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(seeds);
        (_examples, _seeds, _compute, _each) = (examples, seeds, compute, new double[examples.Count]);
    }

    /// <summary>Computes them.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="seeds">Example i draws from child i.</param>
    /// <param name="workers">Threads to share them; null for one.</param>
    /// <param name="compute">From rows, [rows, size], and their streams to numbers, [rows]; on any thread.</param>
    public static double[] Compute(
        IExamples examples, SeedSequence seeds, Workers? workers, Func<float[], Rng[], double[]> compute)
    {
        var work = new EachExample(examples, seeds, compute);
        ExamplePieces.Run(work, examples, workers);
        return work._each;
    }

    void IPieces.Run(int piece)
    {
        var (rows, streams) = ExamplePieces.Read(_examples, piece, _seeds);
        _compute(rows, streams).CopyTo(_each, piece * ExamplePieces.Length);
    }
}

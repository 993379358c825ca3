using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>Examples in pieces that a team of threads shares, each example with a stream of its own.</summary>
internal static class ExamplePieces
{
    /// <summary>Examples of a piece.</summary>
    public const int Length = 64;

    /// <summary>How many pieces there are.</summary>
    public static int Of(IExamples examples) => (examples.Count + Length - 1) / Length;

    /// <summary>Runs them.</summary>
    public static void Run(IPieces work, IExamples examples, Workers? workers)
    {
        if (workers is not null)
        {
            workers.Run(work, Of(examples));
            return;
        }

        for (var piece = 0; piece < Of(examples); piece++) work.Run(piece);
    }

    /// <summary>Reads a piece.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="piece">Which piece.</param>
    /// <param name="seeds">Example i draws from child i.</param>
    public static (float[] Rows, Rng[] Streams) Read(IExamples examples, int piece, SeedSequence seeds)
    {
        var first = piece * Length;
        var streams = new Rng[Math.Min(Length, examples.Count - first)];
        var rows = new float[streams.Length * examples.Size];
        for (var i = 0; i < streams.Length; i++)
        {
            streams[i] = new(seeds.Child(first + i));
            examples.Read(first + i, rows.AsSpan(i * examples.Size, examples.Size), ref streams[i]);
        }

        return (rows, streams);
    }

    /// <summary>The mean of numbers, and its standard error.</summary>
    public static (double Mean, double StandardError) MeanOf(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / (values.Length - 1) / values.Length));
    }
}

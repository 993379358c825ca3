using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Evaluation;

/// <summary>Gives an autoencoder corrupted examples, and measures how near the clean ones it comes.</summary>
public static class DenoisingEvaluation
{
    /// <summary>An example, corrupted.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="corruption">C(x̃|x).</param>
    /// <param name="index">Which of them.</param>
    /// <param name="seeds">Example i draws from child i.</param>
    /// <returns>x and x̃, each [size].</returns>
    public static (float[] Clean, float[] Corrupted) Corrupt(
        IExamples examples, Corruption corruption, int index, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(seeds);
        var (clean, rng) = (new float[examples.Size], new Rng(seeds.Child(index)));
        examples.Read(index, clean, ref rng);
        float[] corrupted = [.. clean];
        corruption.Apply(corrupted, ref rng);
        return (clean, corrupted);
    }

    /// <summary>Measures it.</summary>
    /// <param name="model">An autoencoder of any kind.</param>
    /// <param name="examples">Clean examples.</param>
    /// <param name="corruption">C(x̃|x).</param>
    /// <param name="seeds">Example i draws from child i.</param>
    /// <param name="workers">Threads to share the examples; null for one. They change no bit of the result.</param>
    public static DenoisingReport Measure(
        IAutoencoder model, IExamples examples, Corruption corruption, SeedSequence seeds, Workers? workers = null)
    {
        var errors = EachExample.Compute(examples, seeds, workers, (rows, streams) =>
        {
            var (size, each) = (examples.Size, new (double Before, double After)[streams.Length]);
            float[] corrupted = [.. rows];
            for (var i = 0; i < streams.Length; i++)
                corruption.Apply(corrupted.AsSpan(i * size, size), ref streams[i]);             // x̃ ~ C(x̃|x)
            var restored = model.Reconstruct(corrupted);                                        // decoder(encoder(x̃))
            for (var i = 0; i < each.Length; i++)
                each[i] = (MeanSquare(rows, corrupted, i, size), MeanSquare(rows, restored, i, size));
            return each;
        });
        var before = ExamplePieces.MeanOf(Array.ConvertAll(errors, error => error.Before));
        var after = ExamplePieces.MeanOf(Array.ConvertAll(errors, error => error.After));
        return new(errors.Length, before.Mean, before.StandardError, after.Mean, after.StandardError);
    }

    private static double MeanSquare(float[] clean, float[] other, int row, int size)
    {
        var sum = 0.0;
        for (var i = row * size; i < (row + 1) * size; i++)
        {
            double error = other[i] - clean[i];
            sum += error * error;
        }

        return sum / size;
    }
}

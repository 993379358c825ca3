using System.Diagnostics;
using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Benchmarks;

/// <summary>Images a second while a variational autoencoder learns, 784-400-20-400-784, batches of 128, Adam included.</summary>
/// <remarks>
/// The peer is PyTorch 2.6 with OpenBLAS on a machine of this kind: 13,800 images a second with one thread, 25,700 with two.
/// </remarks>
internal sealed class AutoencoderTrainings : ISuite
{
    private const int Pixels = 784, Images = 8192, Rounds = 40, BatchesPerRound = 10;

    public string Name => "autoencoders";

    public IEnumerable<Measurement> Run()
    {
        yield return Speed(threads: 1, peer: 13_800, bar: 20_000);
        yield return Speed(threads: 2, peer: 25_700, bar: 36_000);
        yield return BytesPerBatch();
    }

    private static Measurement Speed(int threads, double peer, double bar)
    {
        using var workers = new Workers(threads);
        var training = Create(workers);
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var (begin, before) = (Stopwatch.GetTimestamp(), training.Examples);
            for (var batch = 0; batch < BatchesPerRound; batch++) training.TrainBatch();
            best = Math.Max(best, (training.Examples - before) / Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return new($"VAE 784-400-20, batch 128, Adam, {threads} {(threads == 1 ? "thread" : "threads")}", "images/s", best) { Limit = peer, Bar = bar / peer };
    }

    private static Measurement BytesPerBatch()
    {
        using var workers = new Workers(1);
        var training = Create(workers);
        var least = double.MaxValue;
        for (var round = 0; round < 5; round++)                                           // the first rounds still make tables
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            for (var batch = 0; batch < 10; batch++) training.TrainBatch();
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - bytes) / 10.0);
        }

        return new("VAE: bytes allocated per batch", "B", least) { Bar = 0, LessIsBetter = true };
    }

    private static AutoencoderTraining Create(Workers workers)
    {
        var rng = new Rng(1);
        var pixels = new float[Images * Pixels];
        foreach (ref var pixel in pixels.AsSpan()) pixel = rng.NextSingle() < 0.19f ? rng.NextSingle() : 0;
        var (options, seeds) = (new VariationalAutoencoderOptions(), new SeedSequence(1));
        var model = VariationalAutoencoder.Create(options, Pixels, seeds);
        return new(model, new ExampleMatrix(pixels, Pixels), options, seeds, workers);
    }
}

using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Experiments.Formats;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Autoencoders;

public sealed class AutoencoderTrainingTests
{
    private const int Size = 12, Count = 330;

    private static readonly VariationalAutoencoderOptions Options = new()
    {
        Latents = 3, EncoderHidden = [16], DecoderHidden = [16], Epochs = 3, BatchSize = 150, WarmUpEpochs = 2, FreeNats = 0.01, StepSize = Pathwise.Networks.Schedule.Constant(0.01),
    };

    [Fact]
    public void One_two_and_three_threads_give_the_same_bytes()
    {
        var one = Bytes(Run(threads: 1, batches: 7));
        Assert.Equal(one, Bytes(Run(threads: 2, batches: 7)));
        Assert.Equal(one, Bytes(Run(threads: 3, batches: 7)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Interrupted_and_resumed_equals_uninterrupted(int interruption)
    {
        var whole = Run(threads: 1, batches: 8);
        var first = Run(threads: 1, batches: interruption);
        var resumed = Create(Options, workers: null);
        resumed.Load(new SafetensorsReader(Bytes(first), "checkpoint"));
        for (var batch = interruption; batch < 8; batch++) resumed.TrainBatch();

        Assert.Equal(Bytes(whole), Bytes(resumed));
        Assert.Equal(whole.LastBatch, resumed.LastBatch);
    }

    [Fact]
    public void A_checkpoint_of_another_shape_is_refused()
    {
        var bytes = Bytes(Run(threads: 1, batches: 1));
        var other = Create(Options with { Latents = 4 }, workers: null);
        Assert.Throws<BadInputException>(() => other.Load(new SafetensorsReader(bytes, "checkpoint")));
    }

    [Fact]
    public void Examples_of_another_size_are_refused()
    {
        var seeds = new SeedSequence(1);
        var model = VariationalAutoencoder.Create(Options, Size + 1, seeds);
        Assert.Throws<BadInputException>(() => new AutoencoderTraining(model, Examples(), Options, seeds));
    }

    [Fact]
    public void Every_epoch_sees_every_example_once_and_the_loss_falls()
    {
        var training = Create(Options with { WarmUpEpochs = 0, Epochs = 30 }, workers: null);
        var losses = new List<double>();
        while (!training.IsFinished) losses.Add(training.TrainEpoch()!.Means.Loss);
        Assert.Equal(30 * Count, training.Examples);
        Assert.Equal(30 * 3, training.Batches);
        Assert.True(losses[^1] < losses[0] - 1, $"{losses[0]} → {losses[^1]}");
    }

    [Fact]
    public void Warm_up_raises_beta_linearly()
    {
        var training = Create(Options with { Beta = 4 }, workers: null);
        var betas = new List<double>();
        for (var batch = 0; batch < 9; batch++)
        {
            betas.Add(training.EffectiveBeta);
            training.TrainBatch();
        }

        Assert.Equal([0, 4 / 6.0, 8 / 6.0, 2, 16 / 6.0, 20 / 6.0, 4, 4, 4], betas, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Numbers_that_blow_up_stop_it_and_leave_the_parameters()
    {
        var seeds = new SeedSequence(1);
        var options = Options with { Decoder = DecoderKind.Gaussian };
        var rows = new float[Count * Size];
        rows[^1] = float.NaN;
        var model = VariationalAutoencoder.Create(options, Size, seeds);
        var training = new AutoencoderTraining(model, new ExampleMatrix(rows, Size), options, seeds);
        Assert.Null(training.TrainEpoch());
        Assert.Equal("the loss", training.Diverged);
        foreach (var network in model.Networks) Assert.DoesNotContain(network.Parameters.ToArray(), float.IsNaN);
    }

    [Fact]
    public void A_batch_allocates_nothing()
    {
        var training = Create(Options with { Epochs = 1, BatchSize = 3 }, workers: null);
        for (var batch = 0; batch < 20; batch++) training.TrainBatch();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < 50; batch++) training.TrainBatch();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static AutoencoderTraining Run(int threads, int batches)
    {
        using var workers = new Workers(threads);
        var training = Create(Options, workers);
        for (var batch = 0; batch < batches; batch++) training.TrainBatch();
        return training;
    }

    private static AutoencoderTraining Create(VariationalAutoencoderOptions options, Workers? workers)
    {
        var seeds = new SeedSequence(1);
        return new(VariationalAutoencoder.Create(options, Size, seeds), Examples(), options, seeds, workers);
    }

    private static Dataset Examples()
    {
        var rng = new Rng(5);
        var rows = new float[Count * Size];
        for (var i = 0; i < rows.Length; i++) rows[i] = ((i / Size) + i) % 2 == 0 ? 0.9f : 0.1f * rng.NextSingle();
        return new("stripes", DataSplit.Train, new(1, Size), rows, convention: PixelConvention.DynamicBinary);
    }

    private static byte[] Bytes(AutoencoderTraining training)
    {
        var writer = new SafetensorsWriter();
        training.Save(writer);
        using var stream = new MemoryStream();
        writer.Save(stream);
        return stream.ToArray();
    }
}

using Pathwise.Autoencoders;
using Pathwise.Autoencoders.DiscreteLatents;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Experiments.Formats;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Tests.Autoencoders;

/// <summary>What holds for autoencoders of every kind.</summary>
public sealed class AutoencoderKindTests
{
    private const int Size = 12, Count = 330, Batches = 6;

    /// <summary>Every kind, with every option that draws random numbers of its own.</summary>
    public static TheoryData<string, string> Kinds =>
    [
        ("vae", ""), ("vae", "bound=importanceWeighted samples=3"), ("autoencoder", ""),
        .. Enum.GetValues<CorruptionKind>().Select(kind => ("denoising", $"corruption={kind}")),
        .. Enum.GetValues<EstimatorKind>().Select(kind => ("bernoulli", $"estimator={kind}")),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_thread_and_two_give_the_same_bytes_and_so_does_a_resumed_training(string id, string set)
    {
        var whole = Trained(id, set, threads: 1, Batches);
        Assert.Equal(whole, Trained(id, set, threads: 2, Batches));

        var resumed = Create(id, set, workers: null).Training;
        resumed.Load(new SafetensorsReader(Trained(id, set, threads: 2, batches: 2), "checkpoint"));
        for (var batch = 2; batch < Batches; batch++) resumed.TrainBatch();
        Assert.Equal(whole, Bytes(resumed));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_learns_to_say_its_examples_again(string id, string set)
    {
        var (model, training) = Create(id, set, workers: null);
        var before = ModelEvaluation.Bound(model.ForEvaluation(), Examples(), new(9)).Means;
        while (!training.IsFinished) training.TrainEpoch();
        var after = ModelEvaluation.Bound(model.ForEvaluation(), Examples(), new(9)).Means;
        Assert.True(after.Loss < before.Loss - 1, $"{before.Loss} → {after.Loss}");
        if (model is not VariationalAutoencoder { Bound: Bound.ImportanceWeighted })
            Assert.Equal(after.Loss, after.Reconstruction + after.Divergence, 1e-9);

        var some = Examples().First(5, new(1));
        var codes = model.Codes(some);
        Assert.Equal((5 * model.Latents, some.Length), (codes.Length, model.Decode(codes).Length));
        Assert.Equal(model.Decode(codes), model.Reconstruct(some));
    }

    [Theory]
    [InlineData("vae")]
    [InlineData("bernoulli")]
    public void The_likelihood_is_above_the_bound(string id)
    {
        var (model, training) = Create(id, "", workers: null);
        while (!training.IsFinished) training.TrainEpoch();
        var bound = ModelEvaluation.Bound(model.ForEvaluation(), Examples(), new(9));
        var likelihood = ModelEvaluation.NegativeLogLikelihood((ILatentVariableModel)model, Examples(), 200, new(10));
        Assert.True(likelihood.Mean < bound.Means.Loss + (4 * bound.StandardError), $"{likelihood.Mean}, {bound.Means.Loss}");
    }

    /// <summary>With three coins the likelihood can be summed over all eight codes.</summary>
    [Fact]
    public void Importance_sampling_of_coins_finds_the_enumerated_likelihood()
    {
        var seeds = new SeedSequence(4);
        var options = new BernoulliAutoencoderOptions { Latents = 3, EncoderHidden = [], DecoderHidden = [8] };
        var model = BernoulliAutoencoder.Create(options, Size, seeds);
        foreach (ref var parameter in model.Decoder.Parameters) parameter *= 4;
        var examples = new ExampleMatrix(Examples().First(40, seeds), Size);
        float[] codes = [.. Enumerable.Range(0, 24).Select(i => (i / 3 >> (i % 3)) & 1)];
        var decoded = Coding.Outputs(model.Decoder, codes);
        var (x, rng, exact) = (new float[Size], new Rng(1), 0.0);
        for (var i = 0; i < examples.Count; i++)
        {
            examples.Read(i, x, ref rng);
            var p = Enumerable.Range(0, 8).Average(
                z => Math.Exp(-model.Likelihood.NegativeLogProbability(x, decoded.AsSpan(z * Size, Size), 1, [])));
            exact -= Math.Log(p) / examples.Count;
        }

        var k = 20_000;             // ln of a mean is off by half its relative variance: some 1/k, far below the noise
        var measured = ModelEvaluation.NegativeLogLikelihood(model, examples, k, new(10));
        var noise = 4 / Math.Sqrt(k * (double)examples.Count);      // four standard errors where weights vary by their mean
        Assert.Equal(exact, measured.Mean, noise);
    }

    [Fact]
    public void A_kind_is_found_by_its_name_and_by_its_options()
    {
        foreach (var kind in AutoencoderKinds.All)
        {
            Assert.Same(kind, AutoencoderKinds.Find(kind.Id));
            Assert.Same(kind, AutoencoderKinds.Of(kind.DefaultOptions));
            Assert.Equal(kind.HasPrior, kind.Create(kind.DefaultOptions with { Latents = 2 }, Size, new(1)) is ILatentVariableModel);
        }

        Assert.Equal(["vae", "bernoulli"], AutoencoderKinds.All.Where(kind => kind.HasPrior).Select(kind => kind.Id));
        Assert.Throws<BadInputException>(() => AutoencoderKinds.Find("vea"));
    }

    private static byte[] Trained(string id, string set, int threads, int batches)
    {
        using var workers = new Workers(threads);
        var training = Create(id, set, workers).Training;
        for (var batch = 0; batch < batches; batch++) training.TrainBatch();
        return Bytes(training);
    }

    private static (IAutoencoder Model, AutoencoderTraining Training) Create(string id, string set, Workers? workers)
    {
        var (kind, seeds) = (AutoencoderKinds.Find(id), new SeedSequence(1));
        var options = kind.DefaultOptions with
        {
            Latents = 3, EncoderHidden = [16], DecoderHidden = [16], Epochs = 30, BatchSize = 150, StepSize = Schedule.Constant(0.01),
        };
        foreach (var assignment in set.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')))
            options = kind.Settings.With(options, assignment[0], assignment[1]);
        var model = kind.Create(options, Size, seeds);
        return (model, new(model, Examples(), options, seeds, workers));
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

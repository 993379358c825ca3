using Pathwise.Autoencoders;
using Pathwise.Datasets;
using Pathwise.Figures.Published;
using Pathwise.Figures.Published.Autoencoders;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Figures.Tests.Published;

/// <summary>What the figures of autoencoders compute, on a small set.</summary>
public sealed class ModelStudyTests
{
    private const int Size = 16;

    private static readonly Dataset Train = Bars(count: 400, seed: 1), Test = Bars(count: 200, seed: 2);

    [Fact]
    public void Rate_falls_and_distortion_rises_with_beta_to_independent_coins()
    {
        using var study = new ModelStudy(Work(), total: 1);
        var means = Array.ConvertAll((double[])[0.01, 0.3, 1, 3, 100], beta =>
        {
            var plan = Plan() with
            {
                Options = Plan().Options with { Beta = beta, Epochs = 100, StepSize = Schedule.Cosine(0.02) },
            };
            return study.Bound(plan, study.Train(plan), Train).Means;
        });
        for (var i = 1; i < means.Length; i++)
        {
            Assert.True(means[i].Divergence < means[i - 1].Divergence);
            Assert.True(means[i].Reconstruction > means[i - 1].Reconstruction);
        }

        Assert.True(means[2].Loss < Math.Min(means[0].Loss, means[^1].Loss));
        Assert.Equal(
            Pathwise.Autoencoders.Evaluation.Collapse.BernoulliReference(Train, Train, new(0)),
            means[^1].Reconstruction, 0.05);
    }

    [Fact]
    public void Threads_change_no_number_and_progress_ends_at_one()
    {
        var plan = Plan();
        (double[] Each, double Done) Run(int threads)
        {
            var told = new Last();
            using var study = new ModelStudy(
                Work(threads, told), total: plan.Work + (Test.Count * plan.ProductsOf(samples: 7)));
            return (study.NegativeLogLikelihood(plan, study.Train(plan), Test, samples: 7), told.Value.Fraction);
        }

        var (one, two) = (Run(1), Run(2));
        Assert.Equal(one.Each, two.Each);
        Assert.Equal(1, one.Done, 1e-12);
        Assert.Equal(Test.Count, one.Each.Length);
    }

    [Fact]
    public void A_model_is_looked_at_where_it_was_asked_for()
    {
        var seen = new List<long>();
        using var study = new ModelStudy(Work(), total: 1);
        study.Train(Plan(), [50, 100, 399, 800], (stop, _) => seen.Add(stop));
        Assert.Equal([50, 100, 399, 800], seen);
    }

    [Fact]
    public void It_ends_when_it_is_asked_to()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        using var study = new ModelStudy(new(FigureSize.Usual, 1, null, ended.Token), total: 1);
        Assert.Throws<OperationCanceledException>(() => study.Train(Plan()));
    }

    [Fact]
    public void In_full_the_models_of_Kingma_and_Welling_learn_as_the_paper_says()
    {
        var full = AevbModels.OfMnist(new(FigureSize.Full, 1, null, default), Train, latents: 3, epochs: 2);
        Assert.Equal(OptimizerKind.Adagrad, full.Options.Optimizer);
        Assert.Equal((InitialWeights.SmallNormal, 1.0, 100), (
            full.Options.InitialWeights, full.Options.WeightPrior, full.Options.BatchSize));
        Assert.True(full.Seen >= AevbModels.FullSeen);
        Assert.Equal(800, AevbModels.OfMnist(Work(), Train, latents: 3, epochs: 2).Seen);
    }

    [Fact]
    public void The_test_faces_are_every_fifth()
    {
        var (learned, heldOut) = AevbModels.SplitOf(Train);
        Assert.Equal((320, 80), (learned.Count, heldOut.Count));
        Assert.Equal(Train.Select([4], DataSplit.Test).First(1, new(0)), heldOut.First(1, new(0)));
    }

    [Fact]
    public void Figures_of_autoencoders_say_what_their_full_size_is() => Assert.All(
        (string[])
        [
            "aevb-figure-2", "aevb-figure-4", "aevb-figure-5", "loss-weights", "frey-likelihood", "static-mnist",
            "iwae-ordering", "anomaly-detection",
        ],
        id => Assert.NotEmpty(PublishedFigures.Find(id).FullSize));

    private static FigureWork Work(int threads = 1, IProgress<FigureProgress>? progress = null) =>
        new(FigureSize.Usual, threads, progress, TestContext.Current.CancellationToken);

    private static ModelPlan Plan() => new(
        "bars",
        new() { Latents = 2, EncoderHidden = [16], DecoderHidden = [16], Epochs = 2, BatchSize = 50 },
        Train, new SeedSequence(1));

    /// <summary>Images of 4 × 4: a lit row or column, with faint noise.</summary>
    private static Dataset Bars(int count, ulong seed)
    {
        var (rng, pixels) = (new Rng(new SeedSequence(seed)), new float[count * Size]);
        for (var i = 0; i < count; i++)
        {
            var bar = rng.NextInt32(8);
            for (var pixel = 0; pixel < Size; pixel++)
            {
                var isLit = bar < 4 ? pixel / 4 == bar : pixel % 4 == bar - 4;
                pixels[(i * Size) + pixel] = rng.NextSingle() < (isLit ? 0.95 : 0.05) ? 1 : 0;
            }
        }

        return new("bars", DataSplit.Train, new(4, 4), pixels);
    }

    private sealed class Last : IProgress<FigureProgress>
    {
        public FigureProgress Value { get; private set; }

        public void Report(FigureProgress value) => Value = value;
    }
}

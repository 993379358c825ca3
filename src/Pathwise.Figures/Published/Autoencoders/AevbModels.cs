using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>The models of Kingma and Welling's figures: one hidden layer of tanh units in encoder and decoder, 500 for
/// MNIST's digits and 200 for the Frey faces, coins for pixels there and Gaussians of said variance here.</summary>
/// <remarks>In full: Adagrad, batches of 100, parameters that start from N(0, 0.01²) and have the prior N(0, I), as in
/// section 5. In the usual size Adam learns with a step size that falls, which needs far fewer images.</remarks>
internal static class AevbModels
{
    /// <summary>Where the horizontal axis of the paper's figure 2 ends.</summary>
    public const long FullSeen = 100_000_000;

    /// <summary>The paper's step size that learned best in the first million images.</summary>
    public const double FullStepSize = 0.02;

    private const int BatchSize = 100, FreyParts = 5;

    /// <summary>What is said where there are no Frey faces.</summary>
    public const string FreyIsMissing =
        "The Frey faces are not here, so their half is left out; 'pathwise data get frey' fetches them.";

    /// <summary>The training digits, or the test ones, grey levels as probabilities.</summary>
    public static Dataset Mnist(DataSplit split) => Datasets.Mnist.Load(split, PixelConvention.Grey);

    /// <summary>All Frey faces, or null if they are not here.</summary>
    public static Dataset? FreyOrNull() => DatasetCatalog.Find("frey").IsHere ? FreyFaces.Load() : null;

    /// <summary>Four of every five faces to learn from, and frames 4, 9, 14, … for the test.</summary>
    public static (Dataset Learned, Dataset HeldOut) SplitOf(Dataset frey)
    {
        Dataset Part(bool isTest) => frey.Select(
            [.. Enumerable.Range(0, frey.Count).Where(frame => (frame % FreyParts == FreyParts - 1) == isTest)],
            isTest ? DataSplit.Test : DataSplit.Train);
        return (Part(isTest: false), Part(isTest: true));
    }

    /// <summary>A model of the digits.</summary>
    /// <param name="work">Says the size.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="latents">N_z.</param>
    /// <param name="epochs">How often it sees every digit, in the usual size.</param>
    public static ModelPlan OfMnist(FigureWork work, Dataset train, int latents, int epochs) =>
        Plan(work, "MNIST", train, epochs, new() { EncoderHidden = [500], DecoderHidden = [500], Latents = latents });

    /// <summary>A model of the faces.</summary>
    /// <param name="work">Says the size.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="latents">N_z.</param>
    /// <param name="epochs">How often it sees every face, in the usual size.</param>
    public static ModelPlan OfFrey(FigureWork work, Dataset train, int latents, int epochs) =>
        Plan(work, "Frey", train, epochs, new()
        {
            EncoderHidden = [200], DecoderHidden = [200], Latents = latents, DecoderMean = MeanLink.Sigmoid,
            Decoder = DecoderKind.GaussianPredicted,
        });

    /// <summary>A model that learns as the paper says.</summary>
    /// <param name="plan">Which.</param>
    /// <param name="seen">Images that it sees, at least.</param>
    /// <param name="stepSize">Adagrad's step size.</param>
    public static ModelPlan AsPublished(ModelPlan plan, long seen, double stepSize) => plan with
    {
        Options = plan.Options with
        {
            Epochs = (int)((seen + plan.Examples.Count - 1) / plan.Examples.Count),
            Optimizer = OptimizerKind.Adagrad,
            StepSize = Schedule.Constant(stepSize),
            InitialWeights = InitialWeights.SmallNormal,
            WeightPrior = 1,
        },
    };

    private static ModelPlan Plan(
        FigureWork work, string name, Dataset train, int epochs, VariationalAutoencoderOptions options)
    {
        options = options with
        {
            Activation = Activation.Tanh, BatchSize = BatchSize, Epochs = epochs,
            StepSize = Schedule.Cosine(2e-3, 1e-4),
        };
        var plan = new ModelPlan(
            $"{name}, N_z = {options.Latents}", options, train, new SeedSequence(1312).Child(options.Latents));
        return work.Size == FigureSize.Full ? AsPublished(plan, FullSeen, FullStepSize) : plan;
    }
}

using Pathwise.Autoencoders;
using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Vae;

/// <summary>The scores of anomalies by name.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Meaning">What it is, for people.</param>
/// <param name="Samples">Samples of z for each image if none are asked for; 0 if none are drawn.</param>
internal sealed record ScoreChoice(string Name, string Meaning, int Samples)
{
    private const int Few = 10, Many = 100;

    public static readonly ScoreChoice
        Bound = new("bound", "−bound of ln p(x)", Few),
        Reconstruction = new("reconstruction", "−ln p(x|z), averaged over z ~ q", Few),
        Divergence = new("divergence", "KL(q ‖ p) of the code", 0),
        Excess = new("excess", "−bound, less the grey levels' own entropy", Few),
        Likelihood = new("likelihood", "−ln p(x), by importance sampling", Many),
        Error = new("error", "squared error of the reconstruction", 0),
        Regret = new("regret", "nats that the best q gains over the encoder's", Few),
        Typicality = new("typicality", "distance of −bound from its mean over known images", Few),
        Ratio = new("ratio", "−bound, less that of the background's run", Few);

    public static IReadOnlyList<ScoreChoice> All { get; } =
        [Bound, Excess, Reconstruction, Divergence, Likelihood, Error, Regret, Typicality, Ratio];

    /// <summary>The score of a name.</summary>
    /// <exception cref="BadInputException">There is none of this name.</exception>
    public static ScoreChoice Find(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw BadInputException.Unknown("score", name, [.. All.Select(one => one.Name)]);

    /// <summary>What a model is scored with if nothing is said: the bound, out of the trap where there is a way, or the
    /// error, which all of them have.</summary>
    public static ScoreChoice DefaultOf(IAutoencoder model) => model is not VariationalAutoencoder variational ? Error
        : variational.Likelihood is BernoulliLikelihood ? Excess : Bound;

    /// <summary>The score of a run's model.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model">Its model.</param>
    /// <param name="samples">Samples of z.</param>
    /// <param name="background">Another model, for a ratio.</param>
    /// <exception cref="BadInputException">The model is of a sort that has no such score.</exception>
    public IAnomalyScore Of(AutoencoderRun run, IAutoencoder model, int samples, VariationalAutoencoder? background)
    {
        if (this == Error) return new ErrorScore(model);
        if (this == Likelihood)
            return new LikelihoodScore(
                VaePicture.Needed<ILatentVariableModel>(model, run, "Importance sampling takes a prior"), samples);
        var variational = VaePicture.Needed<VariationalAutoencoder>(
            model, run, $"The score '{Name}' is of a bound with a Gaussian posterior");
        if (this == Excess && variational.Likelihood is not BernoulliLikelihood) throw new BadInputException(
            "The score 'excess' is of a Bernoulli decoder, for only grey levels as coins have an entropy; take "
            + "'bound'.");
        if (this == Regret) return new RegretScore(variational, samples: Math.Max(1, samples));
        var part = this == Reconstruction ? LossPart.Reconstruction
            : this == Divergence ? LossPart.Divergence : LossPart.Loss;
        var score = new BoundScore(variational, part, Math.Max(1, samples));
        return this == Excess ? new RatioScore(score, new EntropyScore())
            : background is null ? score : new RatioScore(score, new BoundScore(background, part, samples));
    }
}

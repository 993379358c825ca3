using System.Globalization;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Datasets;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published.Autoencoders;

/// <summary>What too high a latent loss does, and too high a reconstruction loss.</summary>
internal static class LossWeights
{
    private const int Latents = 10, UsualEpochs = 5, FullEpochs = 50;
    private const double CollapseTolerance = 0.3, Floor = 45.534, LeastRate = 0.02;

    private static readonly double[] Betas = [0.001, 0.01, 0.1, 0.5, 1, 2, 4, 10, 30, 100, 1000];

    public static PublishedFigure Definition { get; } = new(
        "loss-weights",
        "Too high a latent loss, and too high a reconstruction loss",
        "Variational autoencoders of 10 latents learn the digits of MNIST, grey levels as probabilities, while a nat "
        + "of divergence costs β nats of reconstruction.",
        "β: I. Higgins et al., beta-VAE (2017); rate and distortion: A. A. Alemi et al., Fixing a Broken ELBO (2018), "
        + "arXiv:1711.00464. They print no numbers for these models. The references: for too high a latent loss −ln "
        + "p of independent coins, computed from the digits; otherwise that rate falls and distortion rises with β, "
        + "and that β = 1 has the best bound.",
        "50 epochs a model; a quarter of an hour on two cores.",
        Compute);

    private static FigureReport Compute(PublishedFigure figure, FigureWork work)
    {
        var (train, test) = (AevbModels.Mnist(DataSplit.Train), AevbModels.Mnist(DataSplit.Test));
        ModelPlan[] plans = [.. Betas.Select(beta => Plan(train, beta, work.Of(UsualEpochs, FullEpochs)))];
        using var study = new ModelStudy(work, plans.Sum(plan => plan.Work));
        List<WeighedModel> models = [];
        foreach (var (beta, plan) in Betas.Zip(plans))
        {
            var model = study.Train(plan);
            var active = ActiveUnits.Count(model, test.First(500, new(0)));
            models.Add(new(beta, model, study.Bound(plan, model, test), active));
        }

        var coins = Collapse.BernoulliReference(train, test, new(0));
        return new(figure, [.. Rows(models, coins)], LossWeightsPicture.Draw(figure, models, test, coins, Floor));
    }

    /// <summary>A model of a weight; its step size falls, from one that moves the biases of pixels that are never on
    /// far enough below 0.</summary>
    private static ModelPlan Plan(Dataset train, double beta, int epochs) => new(
        string.Create(CultureInfo.InvariantCulture, $"β = {beta}"),
        new() { Latents = Latents, Beta = beta, Epochs = epochs, StepSize = Schedule.Cosine(3e-3, 3e-5) },
        train, new SeedSequence(2017));

    private static IEnumerable<FigureRow> Rows(List<WeighedModel> models, double coins)
    {
        for (var i = 0; i < models.Count; i++)
        {
            var (name, means) = (models[i].Name, models[i].Bound.Means);
            yield return i == 0
                ? FigureRow.Alone($"{name}: divergence", means.Divergence, 0)
                : FigureRow.AtMost(
                    $"{name}: divergence", means.Divergence, 0, models[i - 1].Bound.Means.Divergence + LeastRate);
            yield return i == 0
                ? FigureRow.AtLeast($"{name}: −ln p(x|z)", means.Reconstruction, 0, Floor)
                : FigureRow.AtLeast(
                    $"{name}: −ln p(x|z)", means.Reconstruction, 0,
                    models[i - 1].Bound.Means.Reconstruction - CollapseTolerance);
        }

        var best = models.Single(model => model.Beta == 1).Bound;
        yield return FigureRow.AtMost(
            "β = 1: −bound, against the least of the others", best.Means.Loss, best.StandardError,
            models.Where(model => model.Beta != 1).Min(model => model.Bound.Means.Loss));
        yield return FigureRow.Exact(
            $"{models[^1].Name}: −ln p(x|z), as independent coins", models[^1].Bound.Means.Reconstruction, coins,
            CollapseTolerance);
        yield return FigureRow.Exact($"{models[^1].Name}: active latents", models[^1].ActiveUnits, 0, 0);
    }
}

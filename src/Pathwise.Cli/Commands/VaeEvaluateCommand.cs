using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pathwise.Autoencoders;
using Pathwise.Autoencoders.Evaluation;
using Pathwise.Autoencoders.Likelihoods;
using Pathwise.Cli.Display;
using Pathwise.Cli.Vae;
using Pathwise.Datasets;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;
using Pathwise.Numerics;

namespace Pathwise.Cli.Commands;

/// <summary><c>pathwise vae evaluate</c>: measures what a run has learned on its test images.</summary>
internal static class VaeEvaluateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var run = VaePicture.Run();
        var samples = NumberOption.Whole(
            "--samples", "Importance samples of each image for −ln p(x) [default: 100]", 1, 1_000_000);
        var images = NumberOption.Whole(
            "--images", "How many of the test images −ln p(x) is estimated for [default: 1000]", 1);
        var command = new Command(
            "evaluate", "Measure the bound, −ln p(x), each latent's divergence and collapse on the test images.")
        {
            run, samples, images,
        };
        command.SetAction(parsed => Evaluate(
            context.For(parsed), parsed.GetRequiredValue(run), (int)(parsed.GetValue(samples) ?? 100),
            parsed.GetValue(images) ?? 1000));
        return command;
    }

    private static int Evaluate(CommandContext context, string folder, int samples, long images)
    {
        var run = AutoencoderRun.Open(folder, context.Time);
        var (model, test, seeds) = (run.LoadModel(), run.Data.Test, RunSeeds.Evaluation(run.Seeds));
        using var workers = new Workers(Environment.ProcessorCount);
        var bound = ModelEvaluation.Bound(model, test, seeds.Child(0), workers);
        var measured = test.Select([.. Enumerable.Range(0, (int)Math.Min(images, test.Count))], DataSplit.Test);
        var likelihood = ModelEvaluation.NegativeLogLikelihood(model, measured, samples, seeds.Child(2), workers);
        var reference = model.Likelihood is BernoulliLikelihood
            ? Collapse.BernoulliReference(run.Data.Train, test, seeds.Child(3))
            : (double?)null;
        var findings = new Findings(run, model, bound, likelihood, measured.Count, reference)
        {
            ActiveUnits = ActiveUnits.Count(model, test.First(test.Count, seeds.Child(1))),
        };
        if (context.IsJson) context.Terminal.WriteJson(ToJson(findings));
        else Write(context.Terminal.Output, findings);
        return ExitCode.Done;
    }

    private static JsonObject ToJson(Findings found) => new()
    {
        ["run"] = found.Run.Folder,
        ["dataset"] = found.Run.Dataset,
        ["convention"] = ConventionName.Of(found.Run.Convention),
        ["images"] = found.Bound.Examples,
        ["test"] = VaeRuns.ToJson(found.Bound.Means),
        ["standardError"] = Json.Number(found.Bound.StandardError),
        ["negativeLogLikelihood"] = new JsonObject
        {
            ["mean"] = Json.Number(found.Likelihood.Mean),
            ["standardError"] = Json.Number(found.Likelihood.StandardError),
            ["samples"] = found.Likelihood.Samples,
            ["images"] = found.Measured,
        },
        ["bitsPerDimension"] = Json.Number(found.Bits),
        ["latentDivergences"] = Json.Array(found.Bound.LatentDivergences.Select(nats => Json.Number(nats))),
        ["activeUnits"] = found.ActiveUnits,
        ["collapseReference"] = Json.Number(found.Reference),
        ["collapsed"] = found.IsCollapsed,
    };

    private static void Write(TextWriter output, Findings found)
    {
        var (means, likelihood) = (found.Bound.Means, found.Likelihood);
        output.WriteLine(
            $"−bound         {VaeRuns.Nats(means.Loss)} ± {VaeRuns.Nats(found.Bound.StandardError)} s.e. nats, "
            + $"over {Wording.Count(found.Bound.Examples)} test images, {ConventionName.Of(found.Run.Convention)}");
        output.WriteLine($"reconstruction {VaeRuns.Nats(means.Reconstruction)}");
        output.WriteLine($"KL             {VaeRuns.Nats(means.Divergence)}");
        output.WriteLine(
            $"−ln p(x)       {VaeRuns.Nats(likelihood.Mean)} ± {VaeRuns.Nats(likelihood.StandardError)} s.e., "
            + $"{Wording.Count(likelihood.Samples)} samples, {Wording.Count(found.Measured)} images, "
            + string.Create(CultureInfo.InvariantCulture, $"{found.Bits:F4} bits/dim"));
        output.WriteLine($"active         {found.ActiveUnits} of {found.Model.Latents} latents; their KLs, falling: "
            + string.Join(" ", found.Bound.LatentDivergences.OrderDescending().Select(VaeRuns.Nats)));
        if (found.Reference is not { } reference) return;
        output.WriteLine(found.IsCollapsed
            ? $"COLLAPSED: the reconstruction is that of independent coins, {VaeRuns.Nats(reference)}: the codes say "
                + "nothing; lower beta, or raise warmUpEpochs or freeNats."
            : $"not collapsed: independent coins would reconstruct with {VaeRuns.Nats(reference)}");
    }

    private sealed record Findings(
        AutoencoderRun Run, VariationalAutoencoder Model, EvaluationReport Bound, LikelihoodReport Likelihood,
        int Measured, double? Reference)
    {
        public required int ActiveUnits { get; init; }

        public bool IsCollapsed =>
            Reference is { } reference && Collapse.IsCollapsed(Bound.Means.Reconstruction, reference);

        /// <summary>Densities, unlike probabilities, are of pixels that were scaled to [0, 1].</summary>
        public double Bits => Run.Options.Decoder
            is DecoderKind.Gaussian or DecoderKind.GaussianShared or DecoderKind.GaussianPredicted
                ? BitsPerDimension.OfDensity(Likelihood.Mean, Model.Size)
                : BitsPerDimension.OfProbability(Likelihood.Mean, Model.Size);
    }
}

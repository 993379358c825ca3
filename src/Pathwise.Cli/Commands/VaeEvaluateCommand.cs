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
        var run = VaeRuns.Open(context, folder);
        var (model, test, seeds) = (run.LoadModel(), run.Data.Test, RunSeeds.Evaluation(run.Seeds));
        using var workers = new Workers(Environment.ProcessorCount);
        var bound = ModelEvaluation.Bound(model.ForEvaluation(), test, seeds.Child(0), workers);
        var measured = test.Select([.. Enumerable.Range(0, (int)Math.Min(images, test.Count))], DataSplit.Test);
        var likelihood = model is ILatentVariableModel latent
            ? ModelEvaluation.NegativeLogLikelihood(latent, measured, samples, seeds.Child(2), workers)
            : null;
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
        ["negativeLogLikelihood"] = found.Likelihood is not { } likelihood ? null : new JsonObject
        {
            ["mean"] = Json.Number(likelihood.Mean),
            ["standardError"] = Json.Number(likelihood.StandardError),
            ["samples"] = likelihood.Samples,
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
        var means = found.Bound.Means;
        output.WriteLine(
            $"{(found.Likelihood is null ? "loss  " : "−bound")}         {VaeRuns.Nats(means.Loss)} ± "
            + $"{VaeRuns.Nats(found.Bound.StandardError)} s.e. nats, over "
            + $"{Wording.Count(found.Bound.Examples, "test image")}, {ConventionName.Of(found.Run.Convention)}");
        if (found.Likelihood is { } likelihood) WriteParts(output, found, likelihood);
        else output.WriteLine($"active         {found.ActiveUnits} of {found.Model.Latents} latents");
        if (found.Reference is not { } reference) return;
        output.WriteLine(!found.IsCollapsed
            ? $"not collapsed: independent coins would reconstruct with {VaeRuns.Nats(reference)}"
            : $"COLLAPSED: the reconstruction is that of independent coins, {VaeRuns.Nats(reference)}: the codes say "
                + (found.Likelihood is null
                    ? "nothing; train longer, or with another stepSize."
                    : "nothing; lower beta, or raise warmUpEpochs or freeNats."));
    }

    /// <summary>What there is to say where there is a prior.</summary>
    private static void WriteParts(TextWriter output, Findings found, LikelihoodReport likelihood)
    {
        output.WriteLine($"reconstruction {VaeRuns.Nats(found.Bound.Means.Reconstruction)}");
        output.WriteLine($"KL             {VaeRuns.Nats(found.Bound.Means.Divergence)}");
        output.WriteLine(
            $"−ln p(x)       {VaeRuns.Nats(likelihood.Mean)} ± {VaeRuns.Nats(likelihood.StandardError)} s.e., "
            + $"{Wording.Count(likelihood.Samples, "sample")}, {Wording.Count(found.Measured, "image")}, "
            + string.Create(CultureInfo.InvariantCulture, $"{found.Bits:F4} bits/dim"));
        output.WriteLine($"active         {found.ActiveUnits} of {found.Model.Latents} latents; their KLs, falling: "
            + string.Join(" ", found.Bound.LatentDivergences.OrderDescending().Select(VaeRuns.Nats)));
    }

    private sealed record Findings(
        AutoencoderRun Run, IAutoencoder Model, EvaluationReport Bound, LikelihoodReport? Likelihood,
        int Measured, double? Reference)
    {
        public required int ActiveUnits { get; init; }

        public bool IsCollapsed =>
            Reference is { } reference && Collapse.IsCollapsed(Bound.Means.Reconstruction, reference);

        /// <summary>Densities, unlike probabilities, are of pixels that were scaled to [0, 1].</summary>
        public double? Bits => Likelihood is null ? null : Run.Options.Decoder.IsDensity()
                ? BitsPerDimension.OfDensity(Likelihood.Mean, Model.Size)
                : BitsPerDimension.OfProbability(Likelihood.Mean, Model.Size);
    }
}

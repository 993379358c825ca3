using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.Experiments.Formats;
using Pathwise.Experiments.Runs;

namespace Pathwise.Experiments.Tuning;

/// <summary>A search's plan as a manifest.</summary>
internal static class TuningManifest
{
    private const string Tuned = "algorithm", Vary = "vary", Options = "options", Search = "search";

    /// <summary>The manifest of a plan whose defaults are filled in.</summary>
    internal static Manifest Of(TuningPlan plan, Algorithm algorithm, TuningSpace space, DateTimeOffset created) => new(
        TuningStudy.Algorithm, plan.Environment, plan.Seed, new(plan.Steps), new JsonObject
        {
            [Tuned] = algorithm.Id,
            [Vary] = new JsonArray([.. space.Tuned.Select(one => (JsonNode)one.ToString())]),
            [Options] = algorithm.Settings.ToJson(plan.Options!),
            [Search] = TuningOptions.Settings.ToJson(plan.Search),
        })
    {
        EnvironmentArguments = plan.EnvironmentArguments,
        Threads = plan.Parallel,
        Created = created,
    };

    /// <summary>The plan of a manifest.</summary>
    /// <exception cref="BadInputException">It is damaged, or names something that there is not.</exception>
    internal static TuningPlan Read(Manifest manifest, AlgorithmCatalog algorithms, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(manifest.Settings.ToJsonString());
            var json = document.RootElement;
            var algorithm = algorithms.Find(json.Required(Tuned).GetString() ?? "");
            return new(
                algorithm.Id, manifest.Environment, manifest.Training.Steps,
                [.. json.Required(Vary).EnumerateArray().Select(text => text.GetString() ?? "")])
            {
                Options = algorithm.Settings.FromJson(json.Required(Options)),
                EnvironmentArguments = manifest.EnvironmentArguments,
                Search = (TuningOptions)TuningOptions.Settings.FromJson(json.Required(Search)),
                Seed = manifest.Seed,
                Parallel = manifest.Threads,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"The manifest '{path}' is damaged: {e.Message.TrimEnd('.')}.", e);
        }
    }
}

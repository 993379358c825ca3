using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathwise.ArchitectureSearch;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Runs;

/// <summary>A search's plan as the settings of a manifest.</summary>
internal static class SearchManifest
{
    private const string Strategy = "strategy", StrategyOptions = "strategyOptions", Evaluator = "evaluator",
        EvaluatorOptions = "evaluatorOptions", Reward = "reward", Search = "search", SpaceSum = "spaceSum";

    /// <summary>The settings of a plan whose defaults are filled in.</summary>
    internal static JsonObject ToJson(SearchPlan plan, SearchParts parts, ISearchSpace space) => new()
    {
        [Strategy] = plan.Strategy,
        [StrategyOptions] = parts.Strategies.Find(plan.Strategy).Settings.ToJson(plan.StrategyOptions!),
        [Evaluator] = plan.Evaluator,
        [EvaluatorOptions] = parts.Evaluators.Find(plan.Evaluator).Settings.ToJson(plan.EvaluatorOptions!),
        [Reward] = RewardOptions.Settings.ToJson(plan.Reward),
        [Search] = SearchOptions.Settings.ToJson(plan.Search!),
        [SpaceSum] = SumOf(space),
    };

    /// <summary>The plan of a manifest.</summary>
    /// <exception cref="BadInputException">It is damaged, or names something that there is not.</exception>
    internal static SearchPlan Read(Manifest manifest, SearchParts parts, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(manifest.Settings.ToJsonString());
            var json = document.RootElement;
            var strategy = parts.Strategies.Find(Text(json, Strategy));
            var evaluator = parts.Evaluators.Find(Text(json, Evaluator));
            return new(manifest.Environment, strategy.Id, evaluator.Id)
            {
                StrategyOptions = strategy.Settings.FromJson(json.Required(StrategyOptions)),
                EvaluatorOptions = evaluator.Settings.FromJson(json.Required(EvaluatorOptions)),
                Reward = (RewardOptions)RewardOptions.Settings.FromJson(json.Required(Reward)),
                Search = (SearchOptions)SearchOptions.Settings.FromJson(json.Required(Search)),
                Seed = manifest.Seed,
                Workers = manifest.Threads,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadInputException($"The manifest '{path}' is damaged: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Refuses a space that is no longer what it was when the search was begun.</summary>
    /// <exception cref="BadInputException">It has changed.</exception>
    internal static void MustBeTheSame(ISearchSpace space, Manifest manifest, string folder)
    {
        if (manifest.Settings[SpaceSum]?.ToString() is { } sum && sum != SumOf(space))
            throw new BadInputException(
                $"The space '{manifest.Environment}' has other decisions than when the search in '{folder}' was begun; "
                + "put it back as it was.");
    }

    /// <summary>SHA-256 of all decisions with their options.</summary>
    private static string SumOf(ISearchSpace space)
    {
        var text = string.Join('\n', space.Decisions.Select(one => $"{one.Name}\t{string.Join('\t', one.Options)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Text(JsonElement json, string name) =>
        json.Required(name).GetString() ?? throw new FormatException($"'{name}' is missing");
}

using Pathwise.Environments;
using Pathwise.Experiments;

namespace Pathwise.Tests.Experiments;

public sealed class PresetsTests
{
    private const string Json = """
        [
          // the quick one
          { "algorithm": "random-search", "environment": "CartPole-v1", "steps": 1000, "settings": { "scale": 0.25 },
            "expectedReturn": 400, "targetReturn": 450, "source": "here" },
          { "algorithm": "random-search", "environment": "CartPole-v1", "name": "slow", "steps": 9000, "settings": {},
              "source": "here" },
        ]
        """;

    private static readonly Presets Presets = Presets.Parse(Json, "a test");

    [Fact]
    public void The_default_preset_is_found_without_a_name()
    {
        var preset = Presets.Find("random-search", "CartPole-v1");
        Assert.Equal((1000L, 400.0, 450.0, "default"), (preset.Steps, preset.ExpectedReturn, preset.TargetReturn,
            preset.Name));
        Assert.Equal(0.25, Assert.IsType<RandomSearchOptions>(preset.OptionsFor(RandomSearch.Algorithm)).Scale);
        Assert.Equal(preset, Presets.FindDefault("random-search", "CartPole-v1"));
        Assert.Null(Presets.FindDefault("random-search", "Acrobot-v1"));
    }

    [Fact]
    public void Where_none_is_called_default_the_first_is_the_default() => Assert.Equal("zoo", Presets.Parse("""
        [
          { "algorithm": "a", "environment": "e", "name": "zoo", "steps": 1, "settings": {}, "source": "" },
          { "algorithm": "a", "environment": "e", "name": "slow", "steps": 1, "settings": {}, "source": "" }
        ]
        """, "a test").FindDefault("a", "e")!.Name);

    [Fact]
    public void Other_presets_are_found_by_name()
    {
        Assert.Equal(9000, Presets.Find("random-search", "CartPole-v1", "slow").Steps);
        Assert.Equal(
            "There is no preset for random-search in CartPole-v1 'slo'; did you mean 'slow'?",
            Assert.Throws<BadInputException>(() => Presets.Find("random-search", "CartPole-v1", "slo")).Message);
        Assert.Equal(
            "There is no preset for random-search in Acrobot-v1.",
            Assert.Throws<BadInputException>(() => Presets.Find("random-search", "Acrobot-v1")).Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""[{ "algorithm": "a" }]""")]
    [InlineData("""[{ "algorithm": "a", "environment": "b", "steps": "many", "settings": {}, "source": "" }]""")]
    public void Damaged_presets_are_told_in_one_sentence(string json) =>
        Assert.StartsWith(
            "The presets in a test cannot be read: ",
            Assert.Throws<BadInputException>(() => Presets.Parse(json, "a test")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_shipped_preset_fits_its_algorithm_and_environment()
    {
        foreach (var preset in Presets.Standard.All)
        {
            var environment = EnvironmentRegistry.Standard.Find(preset.Environment);
            var algorithm = AlgorithmCatalog.Standard.Find(preset.Algorithm);
            Assert.True(algorithm.Supports(environment));
            algorithm.Settings.Validated(preset.OptionsFor(algorithm));
            Assert.True(preset.Steps > 0);
            Assert.NotEmpty(preset.Source);
        }

        Assert.Distinct(Presets.Standard.All.Select(preset => (preset.Algorithm, preset.Environment, preset.Name)));
    }
}

using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Controllers;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.ArchitectureSearch.Strategies;
using Pathwise.Randomness;

namespace Pathwise.Tests.ArchitectureSearch;

public sealed class SearchPresetsTests
{
    private static readonly SearchStrategyCatalog Catalog = SearchStrategyCatalog.Standard;

    [Fact]
    public void Presets_are_strategies_with_other_defaults_and_a_source()
    {
        Assert.NotEmpty(Catalog.Presets);
        foreach (var preset in Catalog.Presets)
        {
            Assert.NotEmpty(preset.Summary);
            Assert.NotEmpty(preset.Source);
            Assert.Same(preset, Catalog.Find(preset.Id));
            Assert.DoesNotContain(preset, Catalog.All);
            var strategy = preset.Create(new(new ToySpace(), new SeedSequence(1), _ => 1));
            Assert.Equal(preset.Settings.TextOf(preset.Settings.Defaults, "batchSize"), $"{strategy.BatchSize}");
        }
    }

    [Fact]
    public void The_presets_of_papers_are_what_the_papers_print()
    {
        var nasnet = Assert.IsType<PpoSearchOptions>(Catalog.Find("ppo-nasnet").Settings.Defaults);
        Assert.Equal(
            (ControllerKind.Recurrent, 100, 20, 0.00035, 0.95, 1e-5),
            (nasnet.Controller, nasnet.Units, nasnet.BatchSize, nasnet.StepSize, nasnet.BaselineMomentum, nasnet.EntropyWeight));

        var table = Assert.IsType<ReinforceSearchOptions>(Catalog.Find("reinforce-nasbench201").Settings.Defaults);
        Assert.Equal(
            (ControllerKind.Softmax, 1, 0.05, 0.9, true, 0.0),
            (table.Controller, table.BatchSize, table.StepSize, table.BaselineMomentum, table.BaselineIsInclusive, table.EntropyWeight));
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        Assert.Throws<ArgumentException>(() => Catalog.WithPreset(Catalog.Presets[0]));
        Assert.Throws<ArgumentException>(() => Catalog.With(Catalog.Presets[0]));
        Assert.Contains(
            "did you mean 'ppo-nasnet'", Assert.Throws<BadInputException>(() => Catalog.Find("ppo-nasnett")).Message,
            StringComparison.Ordinal);
    }
}

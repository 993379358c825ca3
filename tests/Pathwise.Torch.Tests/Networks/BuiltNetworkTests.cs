using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Published;
using Pathwise.Randomness;
using Pathwise.Torch.Networks;
using static TorchSharp.torch;

namespace Pathwise.Torch.Tests.Networks;

/// <summary>Networks as they are built have as many numbers as the cost model says, and put out what it says.</summary>
public sealed class BuiltNetworkTests
{
    public static TheoryData<string> Spaces => ["nasnet", "mnasnet", "nasbench201", "toy"];

    public static TheoryData<string> Published => [.. KnownNetworks.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Published))]
    public void A_published_network_has_the_parameters_that_the_cost_model_counts(string name)
    {
        var network = KnownNetworks.Find(name).Build();
        var (layout, cost) = (new WeightLayout(network), CostModel.Of(network));
        Assert.Equal(cost.Parameters, layout.Parameters);
        Assert.Equal(cost.RunningStatistics, layout.Statistics);
    }

    [Theory]
    [InlineData("nasnet-a-6@768", 3_346_538)]
    [InlineData("efficientnet-b0", 5_288_548)]
    [InlineData("mnasnet-a1", 3_887_038)]
    public void A_known_network_is_built_with_its_published_parameters_and_names_classes(string name, long parameters)
    {
        var blueprint = KnownNetworks.Find(name).Build();
        using var network = new TorchNetwork(blueprint);
        Assert.Equal(parameters, network.Parameters.NumberOfElements);

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Start(network);
        var input = blueprint.Input;
        var outputs = network.Forward(zeros(1, input.Channels, input.Height, input.Width), noise: null);
        Assert.Equal([1, blueprint.Output.Count], outputs.shape);
        Assert.True(outputs.isfinite().all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Any_architecture_is_built_learns_and_has_the_parameters_that_the_cost_model_counts(string space)
    {
        var rng = new Rng(11);
        for (var i = 0; i < 6; i++)
        {
            var genotype = SearchSpaces.Find(space).Sample(ref rng);
            var blueprint = genotype.ToBlueprint(new() { Height = 16, Width = 16, Filters = 4, Repeats = 1 });
            using var network = new TorchNetwork(blueprint);
            using var scope = NewDisposeScope();
            Start(network);
            Assert.Equal(CostModel.Of(blueprint).Parameters, network.Parameters.NumberOfElements);
            network.Forward(randn(2, 3, 16, 16), new TrainingNoise(new SeedSequence(1))).square().sum().backward();
            Assert.True(network.Parameters.grad!.isfinite().all().item<bool>(), genotype.ToString());
        }
    }

    private static void Start(TorchNetwork network)
    {
        var rng = new Rng(1);
        network.Set(HeNormal.Parameters(network.Layout, network.Blueprint, ref rng),
            HeNormal.Statistics(network.Layout, network.Blueprint));
    }
}

using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Costs;
using Pathwise.ArchitectureSearch.Published;
using Pathwise.ArchitectureSearch.Spaces;

namespace Pathwise.Tests.ArchitectureSearch.Published;

public sealed class KnownNetworksTests
{
    private const string Cell = "nb201:";

    public static TheoryData<string> Names => [.. NetworkOracle.All.Select(oracle => oracle.Name)];

    [Fact]
    public void There_are_27_oracles_of_which_19_are_known_by_name()
    {
        Assert.Equal(27, NetworkOracle.All.Count);
        Assert.Equal(19, KnownNetworks.All.Length);
        Assert.Equal(19, KnownNetworks.All.Select(network => network.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_and_multiply_adds_are_exact(string name)
    {
        var oracle = NetworkOracle.All.Single(one => one.Name == name);
        var network = Network(name);
        var cost = CostModel.Of(network);
        Assert.Equal((3, oracle.Input, oracle.Input), (network.Input.Channels, network.Input.Height, network.Input.Width));
        Assert.Equal(oracle.Parameters, cost.Parameters);
        Assert.Equal(oracle.MultiplyAdds, cost.MultiplyAdds);
        Assert.Equal(oracle.WithBiases, cost.MultiplyAdds + cost.BiasAdditions);
        Assert.Equal(oracle.RunningStatistics, cost.RunningStatistics);
    }

    /// <summary>Table 1 of Tan, Le (2019): operator, input resolution, channels, layers; and the parameters and multiply-adds
    /// of each stage, counted apart.</summary>
    [Fact]
    public void The_stages_of_efficientnet_b0_are_those_of_the_table()
    {
        var stages = CostModel.Of(KnownNetworks.Find("efficientnet-b0").Build()).Stages();
        Assert.Equal(
            [
                ("Conv3×3", 224, 112, 32, 1, 928, 10_838_016),
                ("MBConv1, k3×3", 112, 112, 16, 1, 1_448, 10_035_712),
                ("MBConv6, k3×3", 112, 56, 24, 2, 16_714, 54_945_216),
                ("MBConv6, k5×5", 56, 28, 40, 2, 46_640, 37_939_584),
                ("MBConv6, k3×3", 28, 14, 80, 3, 242_930, 43_555_200),
                ("MBConv6, k5×5", 14, 14, 112, 3, 543_148, 86_102_400),
                ("MBConv6, k5×5", 14, 7, 192, 4, 2_026_348, 91_528_224),
                ("MBConv6, k3×3", 7, 7, 320, 1, 717_232, 29_520_000),
                ("Conv1×1 & Pooling & FC", 7, 1, 1280, 1, 412_160 + 1_281_000L, 20_070_400 + 1_280_000L),
            ],
            stages.Select(stage => (
                stage.Description, stage.Input.Height, stage.Output.Height, stage.Channels, stage.Layers,
                stage.Parameters, stage.MultiplyAdds)));
    }

    [Fact]
    public void Rates_of_dropped_paths_grow_with_depth()
    {
        var rates = KnownNetworks.Find("efficientnet-b0").Build().Nodes.Select(node => node.Layer).OfType<DropPathLayer>().ToArray();
        Assert.Equal(9, rates.Length);                                            // of 16 layers, those with a skip
        Assert.Equal(0.2 * 2 / 16, rates[0].Rate, 1e-12);                         // layers 3 …
        Assert.Equal(0.2 * 14 / 16, rates[^1].Rate, 1e-12);                       // … to 15, from 0
        var cells = KnownNetworks.Find("nasnet-a-6@768").Build().Nodes.Select(node => node.Layer).OfType<DropPathLayer>().ToArray();
        Assert.Equal(0.4 / 20, cells[0].Rate, 1e-12);
        Assert.Equal(0.4, cells[^1].Rate, 1e-12);
        Assert.All(cells, layer => Assert.True(layer.IsScheduled));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest() => Assert.Contains("efficientnet-b0",
        Assert.Throws<BadInputException>(() => KnownNetworks.Find("efficientnet-b9")).Message, StringComparison.Ordinal);

    private static Blueprint Network(string oracle)
    {
        if (oracle.StartsWith(Cell, StringComparison.Ordinal))
            return Genotype.Parse(new NasBench201Space(), oracle[Cell.Length..]).ToBlueprint();
        return oracle switch
        {
            "nasnet_a_N2_F32_cifar10" => NasNetSpace.ToBlueprint(NasNetA.Cells, new() { Repeats = 2, Filters = 32 }),
            "nasnet_a_6_768_cifar10" => KnownNetworks.Find("nasnet-a-6@768").Build(),
            "nasnet_a_4_1056_imagenet" => KnownNetworks.Find("nasnet-a-4@1056").Build(),
            "nasnet_a_6_4032_imagenet" => KnownNetworks.Find("nasnet-a-6@4032").Build(),
            _ when oracle.StartsWith("resnet", StringComparison.Ordinal) =>
                KnownNetworks.Find($"resnet-{oracle["resnet".Length..]}").Build(),
            _ => KnownNetworks.Find(oracle.Replace('_', '-')).Build(),
        };
    }
}

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Experiments.Runs;
using Pathwise.Onnx;
using Pathwise.Randomness;
using Pathwise.Torch.Networks;
using TorchSharp;

namespace Pathwise.Torch.Tests.Networks;

/// <summary>Exported networks in ONNX Runtime against libtorch, both in single precision.</summary>
public sealed class OnnxBlueprintTests
{
    private const int Batch = 3;

    public static TheoryData<string> Names => [.. SmallNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_layer_gives_in_onnx_runtime_what_it_gives_here(string name) => Compare(SmallNetworks.All[name]);

    [Theory]
    [InlineData("nasnet")]
    [InlineData("mnasnet")]
    [InlineData("nasbench201")]
    [InlineData("toy")]
    public void Any_architecture_gives_in_onnx_runtime_what_it_gives_here(string space)
    {
        var rng = new Rng(4);
        for (var i = 0; i < 2; i++)
            Compare(SearchSpaces.Find(space).Sample(ref rng)
                .ToBlueprint(new() { Height = 16, Width = 16, Filters = 4, Repeats = 1 }));
    }

    [Fact]
    public void A_trained_network_takes_numbers_from_0_to_1()
    {
        var blueprint = SmallNetworks.All["classifier"];
        using var network = Network(blueprint);
        var trained = new TrainedNetwork
        {
            Weights = network.Weights(), Options = new(), Accuracy = 0.5,
            Means = [0.1, 0.2, 0.3, 0.4], Scales = [1, 2, 3, 4],
        };
        var images = Drawn(blueprint, new Rng(9));
        var plane = blueprint.Input.Height * blueprint.Input.Width;
        var normal = images.Select((x, i) =>
            (float)((x - trained.Means[i / plane % 4]) * trained.Scales[i / plane % 4]));
        Assert.All(Run(OnnxBlueprint.ToGraph(trained), blueprint, images, "images").Zip(Here(network, [.. normal])),
            pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    private static void Compare(Blueprint blueprint)
    {
        using var network = Network(blueprint);
        var images = Drawn(blueprint, new Rng(5));
        var there = Run(OnnxBlueprint.ToGraph(network.Weights()), blueprint, images, "x");
        var here = Here(network, images);
        Assert.Equal(here.Length, there.Length);
        var scale = Math.Max(1, here.Max(Math.Abs));
        Assert.All(there.Zip(here), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * scale));
    }

    private static TorchNetwork Network(Blueprint blueprint)
    {
        var (network, rng) = (new TorchNetwork(blueprint), new Rng(1));
        var statistics = new float[network.Layout.Statistics];
        rng.FillUniform(statistics);
        foreach (ref var number in statistics.AsSpan()) number += 0.5f;
        network.Set(HeNormal.Parameters(network.Layout, blueprint, ref rng), statistics);
        return network;
    }

    private static float[] Drawn(Blueprint blueprint, Rng rng)
    {
        var images = new float[Batch * blueprint.Input.Count];
        rng.FillNormal(images);
        return images;
    }

    private static float[] Here(TorchNetwork network, float[] images)
    {
        using var scope = torch.NewDisposeScope();
        using var frozen = torch.no_grad();
        var input = network.Blueprint.Input;
        return network.Forward(
            torch.tensor(images).view(Batch, input.Channels, input.Height, input.Width), noise: null)
            .contiguous().data<float>().ToArray();
    }

    private static float[] Run(OnnxGraph graph, Blueprint blueprint, float[] images, string input)
    {
        using var session = new InferenceSession(graph.ToBytes());
        var shape = blueprint.Input;
        var tensor = new DenseTensor<float>(images, [Batch, shape.Channels, shape.Height, shape.Width]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(input, tensor)]);
        var output = results.Single().AsTensor<float>();
        Assert.Equal([Batch, (int)blueprint.Output.Count], output.Dimensions.ToArray());
        return [.. output];
    }
}

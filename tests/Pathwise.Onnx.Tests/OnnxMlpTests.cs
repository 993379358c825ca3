using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Onnx.Tests;

/// <summary>Files are run in ONNX Runtime, and must give what the network gives.</summary>
public sealed class OnnxMlpTests
{
    private const int Rows = 1000;

    public static TheoryData<Activation> Functions => [.. Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_network_gives_the_same_in_onnx_runtime(Activation activation)
    {
        var rng = new Rng(1);
        var network = Mlp.Create(
            [7, 32, 16, 3], activation, Initialization.GlorotUniform, Initialization.GlorotUniform, ref rng);
        foreach (var index in Enumerable.Range(0, network.Layers))
            foreach (ref var bias in network.Layer(index).Bias) bias = (float)rng.NextNormal();

        AssertSame(network, OnnxMlp.ToGraph(network, "network"), ref rng);
    }

    [Fact]
    public void A_linear_map_without_bias_is_one_product()
    {
        var rng = new Rng(2);
        var network = new Mlp([5, 4], bias: false);
        network.Initialize(Initialization.GlorotUniform, Initialization.GlorotUniform, ref rng);
        AssertSame(network, OnnxMlp.ToGraph(network, "map"), ref rng);
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        var rng = new Rng(3);
        var network = Mlp.Create(
            [3, 8, 2], Activation.Tanh, Initialization.GlorotUniform, Initialization.GlorotUniform, ref rng);
        Assert.Equal(Noted(), Noted());

        byte[] Noted()
        {
            var graph = OnnxMlp.ToGraph(network, "network");
            graph.Note("b", "2");
            graph.Note("a", "1");
            return graph.ToBytes();
        }
    }

    [Fact]
    public void Columns_and_choices_are_taken_from_rows()
    {
        var graph = new OnnxGraph("choice");
        var x = graph.Input("x", 5);
        graph.Output(graph.Columns(x, 1, 3), "middle", 3);
        graph.OutputOfIndices(graph.ArgMax(x), "greatest", 1);
        graph.Note("source", "a test");
        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x",
            new DenseTensor<float>(new float[] { 0, 1, 2, 3, 4, 9, 8, 7, 6, 9 }, [2, 5]))]);

        Assert.Equal([1f, 2f, 3f, 8f, 7f, 6f], results.Single(r => r.Name == "middle").AsEnumerable<float>());
        Assert.Equal([4L, 0L], results.Single(r => r.Name == "greatest").AsEnumerable<long>());
        Assert.Equal("a test", session.ModelMetadata.CustomMetadataMap["source"]);
        Assert.Equal("Pathwise", session.ModelMetadata.ProducerName);
    }

    [Fact]
    public void A_constant_has_as_many_numbers_as_its_shape() =>
        Assert.Throws<ArgumentException>(() => new OnnxGraph("g").Constant([1, 2, 3], 2, 2));

    [Fact]
    public void A_file_that_cannot_be_written_is_told_in_a_sentence()
    {
        var graph = new OnnxGraph("g");
        graph.Output(graph.Input("x", 1), "y", 1);
        var place = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "model.onnx");
        var error = Assert.Throws<BadInputException>(() => graph.Save(place));
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(Mlp network, OnnxGraph graph, ref Rng rng)
    {
        var inputs = new float[Rows * network.Inputs];
        rng.FillNormal(inputs);
        var expected = network.NewPass(Rows).Forward(inputs, Rows);

        using var session = new InferenceSession(graph.ToBytes());
        using var results = session.Run(
            [NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(inputs, [Rows, network.Inputs]))]);
        var tensor = Assert.Single(results).AsTensor<float>();

        Assert.Equal([Rows, network.Outputs], tensor.Dimensions.ToArray());
        var actual = tensor.ToArray();
        for (var i = 0; i < actual.Length; i++)
            Assert.InRange(actual[i], expected[i] - 1e-5f, expected[i] + 1e-5f);
    }
}

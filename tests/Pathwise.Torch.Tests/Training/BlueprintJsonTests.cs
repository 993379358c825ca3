using System.Text.Json;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Torch.Tests.Networks;

namespace Pathwise.Torch.Tests.Training;

public sealed class BlueprintJsonTests
{
    public static TheoryData<string> Names => [.. SmallNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_is_read_as_it_was_written(string name)
    {
        var network = SmallNetworks.All[name];
        var again = BlueprintJson.Read(JsonDocument.Parse(BlueprintJson.Write(network).ToJsonString()).RootElement);
        Assert.Equal(network.Name, again.Name);
        Assert.Equal(network.Nodes.Length, again.Nodes.Length);
        Assert.All(network.Nodes.Zip(again.Nodes), pair =>
        {
            Assert.Equal(pair.First.Layer, pair.Second.Layer);
            Assert.Equal(pair.First.Inputs, pair.Second.Inputs);
            Assert.Equal((pair.First.Scope, pair.First.Shape), (pair.Second.Scope, pair.Second.Shape));
        });
    }

    [Theory]
    [InlineData("""{"name":"n","input":[1,2],"layers":[]}""", "its input is not [channels, height, width]")]
    [InlineData("""{"name":"n","input":[1,2,2],"layers":[{"layer":"sum","of":[0,1],"scope":""}]}""",
        "layer 1 is applied to layer 1, no earlier one")]
    [InlineData("""{"name":"n","input":[1,2,2],"layers":[{"layer":"spin","of":[0],"scope":""}]}""",
        "there is no layer 'spin'")]
    public void What_is_no_network_is_refused(string json, string sentence)
    {
        var error = Assert.Throws<BadInputException>(() => BlueprintJson.Read(JsonDocument.Parse(json).RootElement));
        Assert.Equal($"This JSON is no network: {sentence}.", error.Message);
    }
}

using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli.Tests.Commands;

/// <summary>What needs no worker: what is wrong is found before one is started.</summary>
[Collection(OneAtATime.Name)]
public sealed class NasTrainTests
{
    [Theory]
    [InlineData("nasnet-a-6@786", "There is no network 'nasnet-a-6@786'; did you mean 'nasnet-a-6@768'?")]
    [InlineData("nasnut:conv3@0", "There is no search space 'nasnut'; did you mean 'nasnet'?")]
    [InlineData("toy:conv9,skip,skip,4,relu",
        "'conv9' cannot be chosen for 'layer 1'; there are: skip, conv1, conv3, max3.")]
    public void A_network_that_does_not_exist_is_refused(string network, string sentence)
    {
        var session = Session.Run("nas", "train", network, "--data", "digits");
        Assert.Equal(2, session.ExitCode);
        Assert.Contains(sentence, session.Error, StringComparison.Ordinal);
        Assert.Empty(session.Output);
    }

    [Fact]
    public void An_option_that_does_not_exist_is_refused()
    {
        var session = Session.Run("nas", "train", "nasnet-a-6@768", "--set", "epoch=3");
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("did you mean 'epochs'?", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trained_network_becomes_an_onnx_file()
    {
        using var folder = new TemporaryFolder();
        var blueprint = SearchSpaces.ParseGenotype("toy:conv3,max3,skip,4,relu").ToBlueprint();
        var layout = new WeightLayout(blueprint);
        new TrainedNetwork
        {
            Weights = new(blueprint, new float[layout.Parameters], new float[layout.Statistics]),
            Options = new(), Means = [0, 0, 0], Scales = [1, 1, 1], Accuracy = 0.1,
        }.Save(folder["network"]);

        var session = Session.Run("nas", "export", folder["network"], "--onnx", folder["toy.onnx"], "--json");

        Assert.Equal(0, session.ExitCode);
        Assert.Equal(folder["toy.onnx"], session.Json().GetProperty("onnx").GetString());
        Assert.Equal(10, session.Json().GetProperty("outputs").GetInt32());
        Assert.True(new FileInfo(folder["toy.onnx"]).Length > 4 * layout.Parameters);
    }

    [Fact]
    public void A_folder_without_a_trained_network_is_refused()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("nas", "export", folder["nothing"]);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains("holds no trained network", session.Error, StringComparison.Ordinal);
    }
}

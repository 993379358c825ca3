using System.Text.Json;

namespace Pathwise.Cli.Tests.Commands;

[Collection(OneAtATime.Name)]
public sealed class NasNetworkCommandTests
{
    [Fact]
    public void The_cost_of_b0_is_the_lectures_table()
    {
        var session = Session.Run("nas", "cost", "efficientnet-b0");
        Assert.Equal(0, session.ExitCode);
        var row = session.Output.Split('\n').Single(line => line.StartsWith("stage 4", StringComparison.Ordinal));
        Assert.Equal(
            ["stage", "4", "MBConv6,", "k5×5", "56×56", "28×28", "40", "2", "46,640", "37,939,584"],
            row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("5,288,548 parameters, 385,814,752 multiply-adds", session.Output, StringComparison.Ordinal);
        Assert.Contains("products of a weight and a number", session.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cost_is_one_object_with_all_layers()
    {
        var json = Session.Run("nas", "cost", "nasbench201:333333", "--set", "classes=100", "--json").Json();
        Assert.Equal(1_531_546 + (90 * 65), json.GetProperty("parameters").GetInt64());
        Assert.Equal(220_119_680 + (90 * 64), json.GetProperty("multiplyAdds").GetInt64());
        var layers = json.GetProperty("layers");
        Assert.Equal(json.GetProperty("parameters").GetInt64(), layers.EnumerateArray().Sum(layer => layer.GetProperty("parameters").GetInt64()));
        Assert.Contains("Parameters are", json.GetProperty("definition").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_shown_and_drawn()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run("nas", "show", "nasnet-a", "--out", folder["a.svg"]);
        Assert.Equal(0, session.ExitCode);
        Assert.Contains("block 4: identity of block 2, avg 3×3 of block 1, added", session.Output, StringComparison.Ordinal);
        Assert.StartsWith("<?xml", File.ReadAllText(folder["a.svg"]), StringComparison.Ordinal);

        var json = Session.Run("nas", "show", "toy:skip,conv3,skip,4,relu", "--out", folder["b.png"], "--json").Json();
        Assert.Equal("conv3,4,relu", json.GetProperty("canonical").GetString());
        Assert.True(File.Exists(json.GetProperty("picture").GetString()));
    }

    [Fact]
    public void A_space_is_shown_with_its_size()
    {
        var session = Session.Run("nas", "show", "mnasnet");
        Assert.Contains("432", session.Output, StringComparison.Ordinal);
        var json = Session.Run("nas", "show", "nasbench201", "--json").Json();
        Assert.Equal("15625", json.GetProperty("count").GetString());
        Assert.Equal(6, json.GetProperty("decisions").GetArrayLength());
    }

    [Fact]
    public void A_space_of_ones_own_is_shown_but_has_no_networks()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder[""]);
        File.WriteAllText(folder["mine.json"], """{ "choices": { "layers": [1, 2], "width": [4, 8, 16] } }""");
        Assert.Equal("6", Session.Run("nas", "show", folder["mine.json"], "--json").Json().GetProperty("count").GetString());
        AssertRefused("says nothing of networks", "nas", "cost", $"{folder["mine.json"]}:1,4");
    }

    [Fact]
    public void An_export_is_read_again()
    {
        using var folder = new TemporaryFolder();
        var session = Session.Run(
            "nas", "export", "toy:conv3,max3,skip,8,swish", "--set", "height=8", "--to-json", folder["net.json"], "--csharp",
            folder["Net.cs"], "--class", "Net", "--json");
        Assert.Equal(0, session.ExitCode);
        using var json = JsonDocument.Parse(File.ReadAllText(folder["net.json"]));
        Assert.Equal("pathwise-network", json.RootElement.GetProperty("format").GetString());
        Assert.Contains("public sealed class Net : Module<Tensor, Tensor>", File.ReadAllText(folder["Net.cs"]), StringComparison.Ordinal);
        var again = Session.Run("nas", "cost", folder["net.json"], "--json").Json();
        Assert.Equal("toy:conv3,max3,skip,8,swish", again.GetProperty("genotype").GetString());

        Session.Run("nas", "export", "mobilenet-v2", "--to-json", folder["mobile.json"]);
        var mobile = Session.Run("nas", "cost", folder["mobile.json"], "--json").Json();
        Assert.Equal(3_504_872, mobile.GetProperty("parameters").GetInt64());
    }

    [Theory]
    [InlineData("efficientnet-b0", "nas", "cost", "efficientnet-b9")]
    [InlineData("which comes later", "nas", "cost", "nasnet:id@0+id@5/id@0+id@1")]
    [InlineData("'sep4'", "nas", "show", "nasnet:sep4@0+id@1/id@0+id@1")]
    [InlineData("leave --set out", "nas", "cost", "resnet-18", "--set", "classes=10")]
    [InlineData("height", "nas", "cost", "nasnet-a", "--set", "height=0")]
    [InlineData("cannot be read", "nas", "cost", "nowhere.json")]
    [InlineData("--to-json", "nas", "export", "resnet-18")]
    [InlineData(".png or .svg", "nas", "show", "resnet-18", "--out", "picture.gif")]
    public void Bad_input_is_refused(string said, params string[] args) => AssertRefused(said, args);

    private static void AssertRefused(string said, params string[] args)
    {
        var session = Session.Run(args);
        Assert.Equal(2, session.ExitCode);
        Assert.Contains(said, session.Error, StringComparison.Ordinal);
        Assert.Equal("", session.Output);
    }
}

using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Exports;
using Pathwise.Randomness;
using Pathwise.Torch.Networks;
using static TorchSharp.torch;

namespace Pathwise.Torch.Tests.Exported;

/// <summary>The C# source of a network compiles, and computes what the network built from its blueprint computes.</summary>
public sealed class ExportedNetworkTests
{
    private static readonly BlueprintOptions Small = new() { Height = 9, Width = 8, Repeats = 1, Filters = 5, DropPath = 0.3, Dropout = 0.2 };

    private static readonly string Here = Path.Combine(Repository(), "tests", "Pathwise.Torch.Tests", "Exported");

    [Fact]
    public void Cells_are_exported() => Check<ExportedCells>(
        "nasnet:sep5@0+1x7@1,dil3@2+id@0,max3@3++conv1@1,avg3@0+id@2,avg3@5+id@0/id@0+id@1,max5@0+sep3@1,id@2+id@3,1x3@4+conv3@4,id@0++id@1");

    [Fact]
    public void Mobile_blocks_are_exported() => Check<ExportedBlocks>(
        "efficientnet:conv,3,0.25,pool,1,+1/mb6,5,0.25,identity,1,0/mb3,3,0,pool,0.75,0/sep,5,0.25,none,1,-1/mb6,3,0,identity,1,0/"
        + "mb3,5,0.25,identity,0.75,-1/mb6,3,0.25,none,1,0");

    private static void Check<TNetwork>(string genotype) where TNetwork : nn.Module<Tensor, Tensor>, new()
    {
        var blueprint = SearchSpaces.ParseGenotype(genotype).ToBlueprint(Small with { Reductions = 2 });
        var source = BlueprintSource.Write(blueprint, typeof(TNetwork).Name);
        var file = Path.Combine(Here, typeof(TNetwork).Name + ".cs");
        if (Environment.GetEnvironmentVariable("PATHWISE_ACCEPT_API") == "1") File.WriteAllText(file, source);
        Assert.Equal(source, File.ReadAllText(file));

        using var network = new TorchNetwork(blueprint);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var rng = new Rng(4);
        var parameters = new float[network.Layout.Parameters];
        rng.FillUniform(parameters);
        for (var i = 0; i < parameters.Length; i++) parameters[i] = (parameters[i] - 0.5f) * 0.6f;
        network.Set(parameters, HeNormal.Statistics(network.Layout, blueprint));

        using var module = new TNetwork();
        module.eval();
        var from = 0;
        foreach (var weight in module.parameters())
        {
            var count = (int)weight.numel();
            weight.copy_(tensor(parameters.AsSpan(from, count).ToArray()).reshape(weight.shape));
            from += count;
        }

        Assert.Equal(parameters.Length, from);
        var images = rand(3, 3, 9, 8);
        var (here, there) = (module.forward(images), network.Forward(images, noise: null));
        Assert.Equal([3L, 10L], here.shape);
        Assert.True(here.std().item<float>() > 1e-4f);
        Assert.True(here.allclose(there, rtol: 1e-3, atol: 1e-4), $"{(here - there).abs().max().item<float>()}");     // float sums in another order

        module.train();
        Assert.True(module.forward(images).isfinite().all().item<bool>());       // with dropped paths
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Pathwise.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

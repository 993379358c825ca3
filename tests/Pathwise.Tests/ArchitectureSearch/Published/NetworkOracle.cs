using System.Text.Json;

namespace Pathwise.Tests.ArchitectureSearch.Published;

/// <summary>What a network costs, counted by a program of its own and held to published numbers.</summary>
internal sealed record NetworkOracle(
    string Name, int Input, long Parameters, long MultiplyAdds, long WithBiases, long RunningStatistics)
{
    /// <summary>All 27.</summary>
    public static IReadOnlyList<NetworkOracle> All { get; } = Read();

    private static NetworkOracle[] Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "ArchitectureSearch", "Oracles", "parameters-and-multiply-adds.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. json.RootElement.EnumerateObject().Select(network => new NetworkOracle(
                network.Name,
                network.Value.GetProperty("input").GetInt32(),
                network.Value.GetProperty("params_trainable").GetInt64(),
                network.Value.GetProperty("macs_conv_fc").GetInt64(),
                network.Value.GetProperty("macs_incl_bias_add").GetInt64(),
                network.Value.GetProperty("bn_running_stats").GetInt64())),
        ];
    }
}

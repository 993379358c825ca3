using System.Collections.Immutable;

namespace Pathwise.ArchitectureSearch.Published;

/// <summary>The published networks that are known by name.</summary>
public static class KnownNetworks
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<KnownNetwork> All { get; } =
    [
        .. EfficientNet.Networks, .. MnasNet.Networks, MobileNetV2.Network, .. ResNet.Networks, .. NasNetA.Networks,
    ];

    /// <summary>The network of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="BadInputException">There is none of this name.</exception>
    public static KnownNetwork Find(string name) => All.FirstOrDefault(network => network.Name == name)
        ?? throw BadInputException.Unknown("network", name, [.. All.Select(network => network.Name)]);
}

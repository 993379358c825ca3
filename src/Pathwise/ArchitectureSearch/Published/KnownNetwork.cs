using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Published;

/// <summary>A published network.</summary>
/// <param name="Name">Its name: <c>"efficientnet-b0"</c>.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Build">Makes its blueprint, for the images and classes it was published with.</param>
public sealed record KnownNetwork(string Name, string Source, Func<Blueprint> Build);

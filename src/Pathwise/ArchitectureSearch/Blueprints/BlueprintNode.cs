using System.Collections.Immutable;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>A layer in a network, and what it is applied to.</summary>
/// <param name="Index">Its place in the order of computation, from 0.</param>
/// <param name="Scope">Where it belongs, from the whole to the part: <c>"stage 3/block 1/expand"</c>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">The indices of the nodes whose outputs it takes, in order; all below <paramref name="Index"/>.
/// </param>
/// <param name="Shape">The shape of its output.</param>
public sealed record BlueprintNode(
    int Index, string Scope, Layer Layer, ImmutableArray<int> Inputs, TensorShape Shape)
{
    /// <summary>The first part of the scope: the whole stage or cell.</summary>
    public string Stage => Scope.Split('/')[0];
}

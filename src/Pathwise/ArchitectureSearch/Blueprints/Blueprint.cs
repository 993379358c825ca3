using System.Collections.Immutable;

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>A network without weights: layers in the order of computation, each with what it is applied to.</summary>
/// <remarks>A directed acyclic graph with one input, node 0, and one output, the last node. The cost model, pictures,
/// exports and the builders of trainable networks all read it, and need to know nothing else. Immutable; made by a
/// <see cref="BlueprintBuilder"/>.</remarks>
public sealed class Blueprint
{
    private readonly ImmutableDictionary<string, string> _descriptions;

    internal Blueprint(
        string name, ImmutableArray<BlueprintNode> nodes, ImmutableDictionary<string, string> descriptions) =>
        (Name, Nodes, _descriptions) = (name, nodes, descriptions);

    /// <summary>What the network is called.</summary>
    public string Name { get; }

    /// <summary>The layers in the order of computation; the first is the input, the last the output.</summary>
    public ImmutableArray<BlueprintNode> Nodes { get; }

    /// <summary>The shape of one image.</summary>
    public TensorShape Input => Nodes[0].Shape;

    /// <summary>The shape of one output.</summary>
    public TensorShape Output => Nodes[^1].Shape;

    /// <summary>The shape of what a node takes.</summary>
    /// <param name="node">A node of this network.</param>
    /// <param name="input">Which of its inputs.</param>
    public TensorShape InputShape(BlueprintNode node, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Nodes[node.Inputs[input]].Shape;
    }

    /// <summary>What a stage is made of, in a few words: <c>"MBConv6, k3×3"</c>; empty if nobody said.</summary>
    /// <param name="scope">The stage.</param>
    public string DescriptionOf(string scope) => _descriptions.GetValueOrDefault(scope, "");
}

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The output of a layer while a network is put together.</summary>
/// <param name="Node">The index of the node that it comes from.</param>
/// <param name="Shape">Its shape.</param>
public readonly record struct Wire(int Node, TensorShape Shape)
{
    /// <summary>The shape's channels.</summary>
    public int Channels => Shape.Channels;
}

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>A network for other images and classes than it was described for.</summary>
public static class BlueprintAdaptation
{
    /// <summary>The same layers over images of another shape, the last one with another number of classes.</summary>
    /// <param name="blueprint">The network.</param>
    /// <param name="input">The shape of an image.</param>
    /// <param name="classes">What is told apart, ≥ 1.</param>
    /// <returns>The network itself, if nothing has to change.</returns>
    /// <exception cref="BadInputException">Images are too small for it, or it ends with no linear layer.</exception>
    public static Blueprint For(this Blueprint blueprint, TensorShape input, int classes)
    {
        ArgumentNullException.ThrowIfNull(blueprint);
        if (blueprint.Input == input && blueprint.Output == TensorShape.Vector(classes)) return blueprint;
        if (blueprint.Nodes[^1].Layer is not LinearLayer last)
            throw new BadInputException(
                $"The network '{blueprint.Name}' does not end with a linear layer, so it cannot name other classes.");
        var builder = new BlueprintBuilder(blueprint.Name, input);
        var wires = new Wire[blueprint.Nodes.Length];
        wires[0] = builder.Input;
        foreach (var node in blueprint.Nodes[1..])
        {
            using var scope = builder.Scope(node.Scope);
            var layer = node.Index == wires.Length - 1 ? last with { Outputs = classes } : node.Layer;
            wires[node.Index] = builder.Add(layer, [.. node.Inputs.Select(index => wires[index])]);
        }

        return builder.Build();
    }
}

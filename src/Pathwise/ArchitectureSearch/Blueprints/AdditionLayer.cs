namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The sum of inputs of one shape.</summary>
public sealed record AdditionLayer : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs)
    {
        if (inputs.Length < 2) throw new BadInputException($"A sum needs two inputs or more, not {inputs.Length}.");
        foreach (var input in inputs)
            if (input != inputs[0])
                throw new BadInputException($"{inputs[0]} and {input} cannot be added; their shapes differ.");
        return inputs[0];
    }

    /// <inheritdoc/>
    public override string ToString() => "add";
}

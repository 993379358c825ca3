namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>The channels of all inputs, one after the other.</summary>
public sealed record ConcatenationLayer : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs)
    {
        if (inputs.IsEmpty) throw new BadInputException("There is nothing to concatenate.");
        var channels = 0;
        foreach (var input in inputs)
        {
            if ((input.Height, input.Width) != (inputs[0].Height, inputs[0].Width))
                throw new BadInputException($"{inputs[0]} and {input} cannot be concatenated; their sizes differ.");
            channels += input.Channels;
        }

        return inputs[0] with { Channels = channels };
    }

    /// <inheritdoc/>
    public override string ToString() => "concatenate";
}

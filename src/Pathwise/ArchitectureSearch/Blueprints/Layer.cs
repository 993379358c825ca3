namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>One operation of a network, without its weights.</summary>
/// <remarks>Immutable and equal by value; what it is applied to is told by the <see cref="BlueprintNode"/>.</remarks>
public abstract record Layer
{
    private protected Layer() { }

    /// <summary>The shape of the result.</summary>
    /// <param name="inputs">The shapes of what the layer is applied to.</param>
    /// <exception cref="BadInputException">The layer cannot be applied to these.</exception>
    public abstract TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs);

    /// <summary>The one input of a layer that takes one.</summary>
    private protected TensorShape One(ReadOnlySpan<TensorShape> inputs) => inputs.Length == 1
        ? inputs[0]
        : throw new BadInputException($"{this} takes one input, not {inputs.Length}.");
}

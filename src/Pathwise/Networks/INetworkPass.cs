namespace Pathwise.Networks;

/// <summary>One caller's computation with an <see cref="INetwork"/>:
/// what the forward pass leaves for the backward pass.</summary>
/// <remarks>Allocates when it is made and never again. Not thread-safe.</remarks>
public interface INetworkPass
{
    /// <summary>∂/∂θ of everything that <see cref="Backward"/> was given since these were last cleared,
    /// flat as the parameters.</summary>
    Span<float> Gradients { get; }

    /// <summary>Computes the outputs of some rows.</summary>
    /// <param name="inputs">[rows, inputs]; must not change before <see cref="Backward"/>.</param>
    /// <param name="rows">How many rows, from 1 to the pass's most.</param>
    /// <returns>[rows, outputs], valid until the next call.</returns>
    ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows);

    /// <summary>Adds the product of the last forward call's Jacobian and a vector to <see cref="Gradients"/>.</summary>
    /// <param name="inputs">The same rows as were given to <see cref="Forward"/>.</param>
    /// <param name="outputGradients">The objective's gradient with respect to the outputs, [rows, outputs].</param>
    /// <param name="inputGradients">Receives the gradient with respect to the inputs, [rows, inputs];
    /// empty if not wanted.</param>
    void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients);
}

using Pathwise.Networks;

namespace Pathwise.PolicyGradients;

/// <summary>Some of a network's outputs, as a network of its own: how a policy and a baseline share one body.</summary>
/// <remarks>All heads of a network have the same parameters: what one learns, the others see.</remarks>
/// <param name="network">The network with all outputs.</param>
/// <param name="first">The first output of this head.</param>
/// <param name="count">Outputs of this head.</param>
public sealed class NetworkHead(INetwork network, int first, int count) : INetwork
{
    /// <inheritdoc/>
    public int Inputs => network.Inputs;

    /// <inheritdoc/>
    public int Outputs => count;

    /// <inheritdoc/>
    public Span<float> Parameters => network.Parameters;

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows) =>
        new Pass(network.NewPass(maxRows), network.Outputs, first, count, maxRows);

    private sealed class Pass(INetworkPass inner, int width, int first, int count, int maxRows) : INetworkPass
    {
        private readonly float[] _outputs = new float[maxRows * count];
        private readonly float[] _innerGradients = new float[maxRows * width];

        public Span<float> Gradients => inner.Gradients;

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
        {
            var all = inner.Forward(inputs, rows);
            for (var row = 0; row < rows; row++)
                all.Slice((row * width) + first, count).CopyTo(_outputs.AsSpan(row * count));
            return _outputs.AsSpan(0, rows * count);
        }

        public void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
        {
            var rows = outputGradients.Length / count;
            var gradients = _innerGradients.AsSpan(0, rows * width);                 // the other heads' part stays 0
            for (var row = 0; row < rows; row++)
                outputGradients.Slice(row * count, count).CopyTo(gradients[((row * width) + first)..]);
            inner.Backward(inputs, gradients, inputGradients);
        }
    }
}

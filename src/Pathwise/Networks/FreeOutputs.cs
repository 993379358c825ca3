namespace Pathwise.Networks;

/// <summary>A network with some outputs more, which are parameters themselves and do not depend on the input.</summary>
/// <remarks>How a Gaussian policy gets a log σ of its own: <c>[μ(s), ln σ]</c>.
/// The free outputs come last in a row.</remarks>
public sealed class FreeOutputs : INetwork
{
    private readonly IEmbeddable _network;
    private readonly float[] _parameters;
    private readonly int _free;

    /// <summary>Appends free outputs to a network, which from now on lives in this one.</summary>
    /// <param name="network">The network; none of its passes may be in use.</param>
    /// <param name="free">How many outputs to append, ≥ 1.</param>
    /// <param name="initial">Their value at the start.</param>
    public FreeOutputs(IEmbeddable network, int free, float initial)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(free, 1);
        (_network, _free) = (network, free);
        _parameters = new float[network.Parameters.Length + free];
        network.Embed(_parameters.AsMemory(0, network.Parameters.Length));
        _parameters.AsSpan(^free..).Fill(initial);
    }

    /// <summary>The network that the other outputs are of.</summary>
    public INetwork Inner => _network;

    /// <summary>How many outputs are free.</summary>
    public int Free => _free;

    /// <inheritdoc/>
    public int Inputs => _network.Inputs;

    /// <inheritdoc/>
    public int Outputs => _network.Outputs + _free;

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters;

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows) => new Pass(this, maxRows);

    private sealed class Pass : INetworkPass
    {
        private readonly FreeOutputs _whole;
        private readonly INetworkPass _inner;
        private readonly float[] _gradients, _outputs, _innerGradients;

        public Pass(FreeOutputs whole, int maxRows)
        {
            _whole = whole;
            _gradients = new float[whole._parameters.Length];
            _inner = whole._network.NewPass(maxRows, _gradients.AsMemory(0, _gradients.Length - whole._free));
            _outputs = new float[maxRows * whole.Outputs];
            _innerGradients = new float[maxRows * whole._network.Outputs];
        }

        public Span<float> Gradients => _gradients;

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
        {
            var (inner, width) = (_whole._network.Outputs, _whole.Outputs);
            var outputs = _inner.Forward(inputs, rows);
            var free = _whole._parameters.AsSpan(^_whole._free..);
            for (var row = 0; row < rows; row++)
            {
                outputs.Slice(row * inner, inner).CopyTo(_outputs.AsSpan(row * width));
                free.CopyTo(_outputs.AsSpan((row * width) + inner));
            }

            return _outputs.AsSpan(0, rows * width);
        }

        public void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
        {
            var (inner, width) = (_whole._network.Outputs, _whole.Outputs);
            var rows = outputGradients.Length / width;
            var free = _gradients.AsSpan(^_whole._free..);
            for (var row = 0; row < rows; row++)
            {
                var gradient = outputGradients.Slice(row * width, width);
                gradient[..inner].CopyTo(_innerGradients.AsSpan(row * inner));
                for (var i = 0; i < free.Length; i++) free[i] += gradient[inner + i];
            }

            _inner.Backward(inputs, _innerGradients.AsSpan(0, rows * inner), inputGradients);
        }
    }
}

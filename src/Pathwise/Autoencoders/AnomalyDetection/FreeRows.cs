using Pathwise.Networks;

namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>A network that says of each row what its parameters say, whatever the input is: rows that are learned
/// themselves.</summary>
internal sealed class FreeRows(float[] rows, int inputs, int outputs) : INetwork
{
    public int Inputs => inputs;

    public int Outputs => outputs;

    public Span<float> Parameters => rows;

    public INetworkPass NewPass(int maxRows) => new Pass(rows);

    private sealed class Pass(float[] rows) : INetworkPass
    {
        private readonly float[] _gradients = new float[rows.Length];

        public Span<float> Gradients => _gradients;

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rowCount) => rows;

        public void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
        {
            for (var i = 0; i < _gradients.Length; i++) _gradients[i] += outputGradients[i];
            inputGradients.Clear();
        }
    }
}

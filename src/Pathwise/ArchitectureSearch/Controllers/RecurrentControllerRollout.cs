using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>Choices of a <see cref="RecurrentController"/> as they are made: one step of the LSTM each.</summary>
internal sealed class RecurrentControllerRollout : IControllerRollout
{
    private readonly RecurrentController _controller;
    private readonly LstmPass _lstm;
    private readonly float[] _inputs, _logits;
    private int _rows, _decision;

    public RecurrentControllerRollout(RecurrentController controller, int maxRows)
    {
        (_controller, _lstm) = (controller, controller.Lstm.NewPass(maxSteps: 1, sequences: maxRows));
        (_inputs, _logits) = (new float[maxRows * controller.Lstm.Inputs], new float[maxRows * controller.Outputs]);
    }

    public void Begin(int rows)
    {
        (_lstm.Sequences, _rows, _decision) = (rows, rows, 0);
        _lstm.Restart();
    }

    public ReadOnlySpan<float> Next(ReadOnlySpan<int> previous)
    {
        var parameters = _controller.Parameters;
        var width = _controller.Lstm.Inputs;
        for (var row = 0; row < _rows; row++)
        {
            var x = _decision == 0
                ? parameters[_controller.Start]
                : _controller.Embedding(parameters, _decision - 1, previous[row]);
            x.CopyTo(_inputs.AsSpan(row * width));
        }

        var hidden = _lstm.Forward(_inputs.AsSpan(0, _rows * width), _rows);
        _lstm.Carry();

        var softmax = _controller.SoftmaxLayer(parameters, _decision++);
        var logits = _logits.AsSpan(0, _rows * softmax.Outputs);
        MatrixProduct.Multiply(hidden, softmax.Weights, softmax.Bias, logits, _rows, softmax.Inputs, softmax.Outputs);
        _controller.Squashing.Forward(logits);
        return logits;
    }
}

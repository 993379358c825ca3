using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>Forward and backward through a <see cref="RecurrentController"/>, whose choices are known: all steps of all
/// architectures in one call of the LSTM.</summary>
internal sealed class RecurrentControllerPass : INetworkPass
{
    private readonly RecurrentController _controller;
    private readonly LstmPass _lstm;
    private readonly Memory<float> _gradients;
    private readonly Memory<float> _inputs;              // x, [decisions, rows, embedding]
    private readonly Memory<float> _inputGradients;
    private readonly Memory<float> _hiddenGradients;     // ∂/∂h, [decisions, rows, units]
    private readonly float[] _outputs;                   // l, [rows, Σ options]
    private readonly float[] _logits;                    // of one decision, [rows, options]
    private int _rows;

    public RecurrentControllerPass(RecurrentController controller, int maxRows)
    {
        var (lstm, decisions) = (controller.Lstm, controller.Layout.Decisions);
        _controller = controller;
        _gradients = AlignedMemory.Allocate(controller.Parameters.Length);
        _lstm = lstm.NewPass(decisions, maxRows, _gradients[..lstm.Parameters.Length]);
        _inputs = AlignedMemory.Allocate(decisions * maxRows * lstm.Inputs);
        _inputGradients = AlignedMemory.Allocate(decisions * maxRows * lstm.Inputs);
        _hiddenGradients = AlignedMemory.Allocate(decisions * maxRows * lstm.Outputs);
        (_outputs, _logits) = (new float[maxRows * controller.Outputs], new float[maxRows * controller.Outputs]);
    }

    public Span<float> Gradients => _gradients.Span;

    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
    {
        var (layout, units) = (_controller.Layout, _controller.Lstm.Outputs);
        (_rows, _lstm.Sequences) = (rows, rows);
        var parameters = _controller.Parameters;
        for (var d = 0; d < layout.Decisions; d++)
            for (var row = 0; row < rows; row++)
                EmbeddedBefore(parameters, inputs, d, row).CopyTo(InputOf(_inputs, d, row));

        var hidden = _lstm.Forward(StepsOf(_inputs), layout.Decisions * rows);
        for (var d = 0; d < layout.Decisions; d++)
        {
            var softmax = _controller.SoftmaxLayer(parameters, d);
            var logits = _logits.AsSpan(0, rows * softmax.Outputs);
            MatrixProduct.Multiply(hidden.Slice(d * rows * units, rows * units), softmax.Weights, softmax.Bias, logits,
                rows, units, softmax.Outputs);
            _controller.Squashing.Forward(logits);
            for (var row = 0; row < rows; row++)
                logits.Slice(row * softmax.Outputs, softmax.Outputs).CopyTo(_outputs.AsSpan(LogitsOf(d, row)));
        }

        return _outputs.AsSpan(0, rows * layout.Total);
    }

    public void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
    {
        var (layout, units, rows) = (_controller.Layout, _controller.Lstm.Outputs, _rows);
        var parameters = _controller.Parameters;
        var hidden = _lstm.Outputs;
        var hiddenGradients = _hiddenGradients.Span[..(layout.Decisions * rows * units)];
        for (var d = 0; d < layout.Decisions; d++)
        {
            var softmax = _controller.SoftmaxLayer(parameters, d);
            var gradient = _controller.SoftmaxLayer(Gradients, d);
            var delta = _logits.AsSpan(0, rows * softmax.Outputs);
            for (var row = 0; row < rows; row++)
            {
                var ofRow = delta.Slice(row * softmax.Outputs, softmax.Outputs);
                outputGradients[LogitsOf(d, row)].CopyTo(ofRow);
                _controller.Squashing.Backward(_outputs.AsSpan(LogitsOf(d, row)), ofRow);
            }

            var ofStep = hidden.Slice(d * rows * units, rows * units);
            MatrixProduct.AddLeftTransposed(ofStep, delta, gradient.Weights, units, rows, softmax.Outputs);
            ColumnSums.Add(delta, gradient.Bias);
            MatrixProduct.MultiplyRightTransposed(delta, softmax.Weights,
                hiddenGradients.Slice(d * rows * units, rows * units), rows, softmax.Outputs, units);
        }

        _lstm.Backward(StepsOf(_inputs), hiddenGradients, StepsOf(_inputGradients));
        for (var d = 0; d < layout.Decisions; d++)
            for (var row = 0; row < rows; row++)
                Add(InputOf(_inputGradients, d, row), EmbeddedBefore(Gradients, inputs, d, row));
        inputGradients.Clear();
    }

    private static void Add(ReadOnlySpan<float> values, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++) target[i] += values[i];
    }

    /// <summary>x_d: the part of a vector, laid out as the parameters are, that embeds the choice before.</summary>
    private Span<float> EmbeddedBefore(Span<float> vector, ReadOnlySpan<float> choices, int decision, int row) =>
        decision == 0
            ? vector[_controller.Start]
            : _controller.Embedding(vector, decision - 1, (int)choices[(row * _controller.Inputs) + decision - 1]);

    private Span<float> InputOf(Memory<float> steps, int decision, int row)
    {
        var width = _controller.Lstm.Inputs;
        return steps.Span.Slice(((decision * _rows) + row) * width, width);
    }

    private Span<float> StepsOf(Memory<float> steps) =>
        steps.Span[..(_controller.Layout.Decisions * _rows * _controller.Lstm.Inputs)];

    private Range LogitsOf(int decision, int row)
    {
        var start = (row * _controller.Outputs) + _controller.Layout.Offset(decision);
        return start..(start + _controller.Layout.Options(decision));
    }
}

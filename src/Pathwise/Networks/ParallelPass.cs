using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>A pass that cuts its rows into segments, which a team of threads computes side by side.</summary>
/// <remarks>
/// <para>Where the cuts are depends on the number of rows alone. Each segment adds up its own gradients, and these are
/// added in the segments' order: the same bits for any number of threads.</para>
/// <para>Up to <see cref="RowsPerSegment"/> rows are one segment and stay on the caller's thread: waking another thread
/// costs as much as a small network's work on some hundred rows.</para>
/// </remarks>
public sealed class ParallelPass : INetworkPass, IPieces
{
    /// <summary>Rows of a segment; the last one of a batch may have fewer.</summary>
    public const int RowsPerSegment = 256;

    private readonly INetwork _network;
    private readonly Workers _workers;
    private readonly INetworkPass[] _segments;
    private readonly float[] _outputs;
    private readonly float[] _inputs;
    private readonly float[] _outputGradients;
    private readonly float[] _inputGradients;
    private int _rows;
    private Direction _direction;

    /// <inheritdoc cref="ParallelPass"/>
    /// <param name="network">The network.</param>
    /// <param name="maxRows">The most rows that one forward call will bring, ≥ 1.</param>
    /// <param name="workers">The team; it is not disposed of here.</param>
    public ParallelPass(INetwork network, int maxRows, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        (_network, _workers) = (network, workers);
        _segments = new INetworkPass[SegmentsOf(maxRows)];
        for (var i = 0; i < _segments.Length; i++) _segments[i] = network.NewPass(Math.Min(RowsPerSegment, maxRows));
        var split = _segments.Length > 1;
        _inputs = new float[split ? maxRows * network.Inputs : 0];
        _outputs = new float[split ? maxRows * network.Outputs : 0];
        _inputGradients = new float[split ? maxRows * network.Inputs : 0];
        _outputGradients = new float[split ? maxRows * network.Outputs : 0];
    }

    private enum Direction
    {
        Forward,
        Backward,
        BackwardToInputs,
    }

    /// <inheritdoc/>
    public Span<float> Gradients => _segments[0].Gradients;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
    {
        if (rows < 1 || SegmentsOf(rows) > _segments.Length)
            throw new ArgumentOutOfRangeException(
                nameof(rows), rows, "There are more rows than the pass was made for, or none.");

        _rows = rows;
        if (rows <= RowsPerSegment) return _segments[0].Forward(inputs, rows);
        inputs.CopyTo(_inputs);
        Run(Direction.Forward);
        return _outputs.AsSpan(0, rows * _network.Outputs);
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
    {
        if (_rows <= RowsPerSegment)
        {
            _segments[0].Backward(inputs, outputGradients, inputGradients);
            return;
        }

        outputGradients.CopyTo(_outputGradients);
        Run(inputGradients.IsEmpty ? Direction.Backward : Direction.BackwardToInputs);
        if (!inputGradients.IsEmpty) _inputGradients.AsSpan(0, inputGradients.Length).CopyTo(inputGradients);
        for (var i = 1; i < SegmentsOf(_rows); i++) ColumnSums.Add(_segments[i].Gradients, Gradients);
    }

    /// <inheritdoc/>
    void IPieces.Run(int piece)
    {
        var first = piece * RowsPerSegment;
        var rows = Math.Min(RowsPerSegment, _rows - first);
        var pass = _segments[piece];
        var inputs = Rows(_inputs, _network.Inputs);
        if (_direction == Direction.Forward)
        {
            pass.Forward(inputs, rows).CopyTo(Rows(_outputs, _network.Outputs));
            return;
        }

        if (piece > 0) pass.Gradients.Clear();
        pass.Backward(inputs, Rows(_outputGradients, _network.Outputs),
            _direction == Direction.Backward ? [] : Rows(_inputGradients, _network.Inputs));

        Span<float> Rows(float[] matrix, int columns) => matrix.AsSpan(first * columns, rows * columns);
    }

    private static int SegmentsOf(int rows) => (rows + RowsPerSegment - 1) / RowsPerSegment;

    private void Run(Direction direction)
    {
        _direction = direction;
        _workers.Run(this, SegmentsOf(_rows));
    }
}

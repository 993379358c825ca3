using Pathwise.Numerics;

namespace Pathwise.Networks;

/// <summary>Forward and backward through an <see cref="Lstm"/>, several sequences side by side.</summary>
/// <remarks>
/// <para>The rows of a call go step by step: [steps, sequences, …]. Row r is step r / sequences of sequence
/// r mod sequences.</para>
/// <para>A call begins with <see cref="InitialHidden"/> and <see cref="InitialCell"/>, which stay as they are: 0 at
/// first, set by whoever goes on from elsewhere, or by <see cref="Carry"/>. The gradient goes back to them, and no
/// further. Where a step is marked as a restart, its sequence's state is 0 before it, and no gradient passes.</para>
/// <para>What a sequence gets does not depend on the sequences beside it, bit for bit. Allocates when it is made and
/// never again. Not thread-safe.</para>
/// </remarks>
public sealed class LstmPass : INetworkPass
{
    private readonly Lstm _network;
    private readonly Memory<float> _gradients;
    private readonly Memory<float> _gates;             // i, f, g, o of every row
    private readonly Memory<float> _hiddenBefore;      // h_{t−1} of every row, 0 at a restart
    private readonly Memory<float> _cellBefore;
    private readonly Memory<float> _cells;
    private readonly Memory<float> _shown;             // tanh c_t
    private readonly Memory<float> _outputs;           // h_t
    private readonly Memory<float> _sumGradients;      // ∂/∂z_t of every row
    private readonly Memory<float> _hiddenGradient;    // ∂/∂h_t of one step
    private readonly Memory<float> _initialHidden;
    private readonly Memory<float> _initialCell;
    private readonly Memory<float> _initialHiddenGradients;
    private readonly Memory<float> _initialCellGradients;
    private readonly bool[] _restarts;
    private int _rows, _sequences;

    internal LstmPass(Lstm network, int maxSteps, int sequences, Memory<float> gradients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        Lengths.MustMatch(gradients.Length, network.Parameters.Length, nameof(gradients));
        (_network, MaxSteps, MaxSequences, _sequences, _gradients) =
            (network, maxSteps, sequences, sequences, gradients);

        var rows = checked(maxSteps * sequences);
        var (units, sums) = (network.Outputs, Lstm.Gates * network.Outputs);
        (_gates, _sumGradients) = (AlignedMemory.Allocate(rows * sums), AlignedMemory.Allocate(rows * sums));
        (_hiddenBefore, _cellBefore) = (AlignedMemory.Allocate(rows * units), AlignedMemory.Allocate(rows * units));
        (_cells, _shown) = (AlignedMemory.Allocate(rows * units), AlignedMemory.Allocate(rows * units));
        _outputs = AlignedMemory.Allocate(rows * units);
        _hiddenGradient = AlignedMemory.Allocate(sequences * units);
        (_initialHidden, _initialCell) = (new float[sequences * units], new float[sequences * units]);
        (_initialHiddenGradients, _initialCellGradients) =
            (AlignedMemory.Allocate(sequences * units), AlignedMemory.Allocate(sequences * units));
        _restarts = new bool[rows];
    }

    /// <summary>The most steps of a call.</summary>
    public int MaxSteps { get; }

    /// <summary>The most sequences of a call.</summary>
    public int MaxSequences { get; }

    /// <summary>How many sequences lie side by side, from 1 to <see cref="MaxSequences"/>, which it is at first; the
    /// first of the initial states are theirs.</summary>
    public int Sequences
    {
        get => _sequences;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxSequences);
            (_sequences, _rows) = (value, 0);
        }
    }

    /// <inheritdoc/>
    public Span<float> Gradients => _gradients.Span;

    /// <summary>h before the first step, [sequences, units]; may be written between calls.</summary>
    public Span<float> InitialHidden => StatesOf(_initialHidden);

    /// <summary>c before the first step, [sequences, units]; may be written between calls.</summary>
    public Span<float> InitialCell => StatesOf(_initialCell);

    /// <summary>h of the last call, [steps, sequences, units]: what it returned.</summary>
    public ReadOnlySpan<float> Outputs => _outputs.Span[..(_rows * _network.Outputs)];

    /// <summary>c of the last call, [steps, sequences, units].</summary>
    public ReadOnlySpan<float> Cells => _cells.Span[..(_rows * _network.Outputs)];

    /// <summary>h after the last call's last step, [sequences, units].</summary>
    public ReadOnlySpan<float> FinalHidden => LastStepOf(_outputs);

    /// <summary>c after the last call's last step, [sequences, units].</summary>
    public ReadOnlySpan<float> FinalCell => LastStepOf(_cells);

    /// <summary>∂/∂ <see cref="InitialHidden"/>, as the last call of <see cref="Backward"/> left it.</summary>
    public ReadOnlySpan<float> InitialHiddenGradients => StatesOf(_initialHiddenGradients);

    /// <summary>∂/∂ <see cref="InitialCell"/>, as the last call of <see cref="Backward"/> left it.</summary>
    public ReadOnlySpan<float> InitialCellGradients => StatesOf(_initialCellGradients);

    /// <summary>Lets the next call go on from where the last one ended.</summary>
    public void Carry()
    {
        FinalHidden.CopyTo(InitialHidden);
        FinalCell.CopyTo(InitialCell);
    }

    /// <summary>Lets the next call begin with states of 0.</summary>
    public void Restart()
    {
        InitialHidden.Clear();
        InitialCell.Clear();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows) => Forward(inputs, [], rows);

    /// <summary>Computes the outputs of some steps of all sequences, each of which may start anew at any
    /// step.</summary>
    /// <param name="inputs">[steps, sequences, inputs]; must not change before <see cref="Backward"/>.</param>
    /// <param name="restarts">Where a sequence's state is 0 before the step, [steps, sequences]; empty for
    /// nowhere.</param>
    /// <param name="rows">steps · sequences.</param>
    /// <returns>h, [steps, sequences, units], valid until the next call.</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, ReadOnlySpan<bool> restarts, int rows)
    {
        if (rows < 1 || rows > MaxSteps * Sequences || rows % Sequences != 0)
            throw new ArgumentOutOfRangeException(nameof(rows), rows,
                $"This pass takes from 1 to {MaxSteps} steps of {Sequences} sequences, a row for each.");
        if (restarts.IsEmpty) _restarts.AsSpan().Clear();
        else
        {
            Lengths.MustMatch(restarts.Length, rows, nameof(restarts));
            restarts.CopyTo(_restarts);
        }

        _rows = rows;
        var (units, sums) = (_network.Outputs, Lstm.Gates * _network.Outputs);
        var input = _network.InputLayer;
        var recurrent = _network.RecurrentLayer;
        MatrixProduct.Multiply(                                                                // z ← x·W + b
            inputs, input.Weights, input.Bias, _gates.Span[..(rows * sums)], rows, _network.Inputs, sums);

        ReadOnlySpan<float> hidden = InitialHidden, cell = InitialCell;
        for (var first = 0; first < rows; first += Sequences)
        {
            var hiddenBefore = StepOf(_hiddenBefore, first, units);
            var cellBefore = StepOf(_cellBefore, first, units);
            hidden.CopyTo(hiddenBefore);
            cell.CopyTo(cellBefore);
            ClearRestarted(first, hiddenBefore, cellBefore);

            var z = StepOf(_gates, first, sums);
            MatrixProduct.Add(hiddenBefore, recurrent.Weights, z, Sequences, units, sums);     // z_t += h_{t−1}·U
            for (var row = first; row < first + Sequences; row++)
                LstmCell.Forward(RowOf(_gates, row, sums), RowOf(_cellBefore, row, units), RowOf(_cells, row, units),
                    RowOf(_shown, row, units), RowOf(_outputs, row, units));
            hidden = StepOf(_outputs, first, units);
            cell = StepOf(_cells, first, units);
        }

        return Outputs;
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
    {
        var (rows, units, sums) = (_rows, _network.Outputs, Lstm.Gates * _network.Outputs);
        Lengths.MustMatch(outputGradients.Length, rows * units, nameof(outputGradients));
        var input = _network.InputLayer;
        var recurrent = _network.RecurrentLayer;
        var inputGradient = _network.InputPart(Gradients);
        var recurrentGradient = _network.RecurrentPart(Gradients);

        var hiddenGradient = StatesOf(_hiddenGradient);
        var fromNext = StatesOf(_initialHiddenGradients);          // what the step after gives this one's h and c
        var cellGradient = StatesOf(_initialCellGradients);
        fromNext.Clear();
        cellGradient.Clear();
        for (var first = rows - Sequences; first >= 0; first -= Sequences)
        {
            var ofOutputs = outputGradients.Slice(first * units, Sequences * units);
            for (var i = 0; i < hiddenGradient.Length; i++) hiddenGradient[i] = ofOutputs[i] + fromNext[i];
            for (var row = first; row < first + Sequences; row++)
            {
                var at = (row - first) * units;
                LstmCell.Backward(RowOf(_gates, row, sums), RowOf(_cellBefore, row, units), RowOf(_shown, row, units),
                    hiddenGradient.Slice(at, units), cellGradient.Slice(at, units), RowOf(_sumGradients, row, sums));
            }

            MatrixProduct.MultiplyRightTransposed(
                StepOf(_sumGradients, first, sums), recurrent.Weights, fromNext, Sequences, sums, units);
            ClearRestarted(first, fromNext, cellGradient);
        }

        var sumGradients = _sumGradients.Span[..(rows * sums)];
        MatrixProduct.AddLeftTransposed(inputs, sumGradients, inputGradient.Weights, _network.Inputs, rows, sums);
        MatrixProduct.AddLeftTransposed(
            _hiddenBefore.Span[..(rows * units)], sumGradients, recurrentGradient.Weights, units, rows, sums);
        ColumnSums.Add(sumGradients, inputGradient.Bias);
        if (!inputGradients.IsEmpty)
            MatrixProduct.MultiplyRightTransposed(
                sumGradients, input.Weights, inputGradients, rows, sums, _network.Inputs);
    }

    private static Span<float> RowOf(Memory<float> rows, int row, int width) => rows.Span.Slice(row * width, width);

    private Span<float> StepOf(Memory<float> rows, int first, int width) =>
        rows.Span.Slice(first * width, Sequences * width);

    private Span<float> StatesOf(Memory<float> states) => states.Span[..(Sequences * _network.Outputs)];

    private ReadOnlySpan<float> LastStepOf(Memory<float> rows) => _rows == 0
        ? throw new InvalidOperationException("There is no last step before the first call.")
        : StepOf(rows, _rows - Sequences, _network.Outputs);

    /// <summary>Clears the rows of a step whose sequences start anew with it.</summary>
    private void ClearRestarted(int first, Span<float> hidden, Span<float> cell)
    {
        var units = _network.Outputs;
        for (var sequence = 0; sequence < Sequences; sequence++)
            if (_restarts[first + sequence])
            {
                hidden.Slice(sequence * units, units).Clear();
                cell.Slice(sequence * units, units).Clear();
            }
    }
}

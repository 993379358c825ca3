using Pathwise.Networks;

namespace Pathwise.PolicyGradients;

/// <summary>Forward and backward through a <see cref="RecurrentNetwork"/>, several sequences side by side.</summary>
/// <remarks>The rows of a call go step by step, [steps, sequences, …]. Where a call begins, and where sequences start
/// anew in it, is said before it. Allocates when it is made and never again. Not thread-safe.</remarks>
public sealed class RecurrentPass : INetworkPass
{
    private readonly RecurrentNetwork _network;
    private readonly LstmPass _memory;
    private readonly INetworkPass _head;
    private readonly float[] _gradients, _outputs, _headGradients, _memoryGradients;
    private readonly bool[] _restarts;

    internal RecurrentPass(RecurrentNetwork network, int maxSteps, int sequences)
    {
        _network = network;
        var (rows, first, second) = (
            checked(maxSteps * sequences), network.Memory.Parameters.Length, network.Head.Parameters.Length);
        _gradients = new float[network.Parameters.Length];
        _memory = network.Memory.NewPass(maxSteps, sequences, _gradients.AsMemory(0, first));
        _head = network.Head.NewPass(rows, _gradients.AsMemory(first, second));
        _outputs = new float[rows * network.Outputs];
        _headGradients = new float[rows * network.Head.Outputs];
        _memoryGradients = new float[rows * network.Units];
        _restarts = new bool[rows];
    }

    /// <inheritdoc/>
    public Span<float> Gradients => _gradients;

    /// <summary>How many sequences lie side by side; set it before their states.</summary>
    public int Sequences
    {
        get => _memory.Sequences;
        set => _memory.Sequences = value;
    }

    /// <summary>h before the first step, [sequences, units]; may be written between calls.</summary>
    public Span<float> InitialHidden => _memory.InitialHidden;

    /// <summary>c before the first step, [sequences, units]; may be written between calls.</summary>
    public Span<float> InitialCell => _memory.InitialCell;

    /// <summary>h after every step of the last call, [steps, sequences, units].</summary>
    public ReadOnlySpan<float> Hidden => _memory.Outputs;

    /// <summary>c after every step of the last call, [steps, sequences, units].</summary>
    public ReadOnlySpan<float> Cells => _memory.Cells;

    /// <summary>Says where sequences start anew in the next calls, [steps, sequences].</summary>
    public void RestartAt(ReadOnlySpan<bool> restarts) => restarts.CopyTo(_restarts);

    /// <summary>Lets the next call go on from where the last one ended.</summary>
    public void Carry() => _memory.Carry();

    /// <summary>Lets the next call begin with states of 0, and nothing start anew in it.</summary>
    public void Restart()
    {
        _memory.Restart();
        Array.Clear(_restarts);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
    {
        var (own, width) = (_network.Head.Outputs, _network.Outputs);
        var outputs = _head.Forward(_memory.Forward(inputs, _restarts.AsSpan(0, rows), rows), rows);
        if (_network.Free == 0) return outputs;

        var free = _network.Parameters[^_network.Free..];
        for (var row = 0; row < rows; row++)
        {
            outputs.Slice(row * own, own).CopyTo(_outputs.AsSpan(row * width));
            free.CopyTo(_outputs.AsSpan((row * width) + own));
        }

        return _outputs.AsSpan(0, rows * width);
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
    {
        var (own, width) = (_network.Head.Outputs, _network.Outputs);
        var rows = outputGradients.Length / width;
        var free = _gradients.AsSpan(^_network.Free..);
        for (var row = 0; row < rows; row++)
        {
            var gradient = outputGradients.Slice(row * width, width);
            gradient[..own].CopyTo(_headGradients.AsSpan(row * own));
            for (var i = 0; i < free.Length; i++) free[i] += gradient[own + i];
        }

        var ofMemory = _memoryGradients.AsSpan(0, rows * _network.Units);
        _head.Backward(_memory.Outputs, _headGradients.AsSpan(0, rows * own), ofMemory);
        _memory.Backward(inputs, ofMemory, inputGradients);
    }
}

using Pathwise.Networks;

namespace Pathwise.PolicyGradients;

/// <summary>A network with a memory: an LSTM, a multilayer perceptron on what it gives, and, if asked for, some outputs
/// more that depend on nothing.</summary>
/// <remarks>The flat parameters are those of the LSTM, those of the perceptron, and the free outputs. On the seam a row
/// is a step; see <see cref="RecurrentPass"/>.</remarks>
public sealed class RecurrentNetwork : INetwork
{
    private readonly float[] _parameters;

    /// <summary>Joins the parts, which live in this network from now on.</summary>
    /// <param name="memory">The LSTM; none of its passes may be in use.</param>
    /// <param name="head">The perceptron, from the LSTM's units; none of its passes may be in use.</param>
    /// <param name="free">How many outputs depend on nothing; they come last.</param>
    /// <param name="initial">Their value at the start.</param>
    public RecurrentNetwork(Lstm memory, Mlp head, int free = 0, float initial = 0)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentOutOfRangeException.ThrowIfNegative(free);
        if (head.Inputs != memory.Outputs)
            throw new ArgumentException(
                $"The head sees {head.Inputs} numbers, but the memory gives {memory.Outputs}.", nameof(head));

        (Memory, Head, Free) = (memory, head, free);
        var (first, second) = (memory.Parameters.Length, head.Parameters.Length);
        _parameters = new float[first + second + free];
        memory.Embed(_parameters.AsMemory(0, first));
        head.Embed(_parameters.AsMemory(first, second));
        _parameters.AsSpan(first + second).Fill(initial);
    }

    /// <inheritdoc/>
    public int Inputs => Memory.Inputs;

    /// <inheritdoc/>
    public int Outputs => Head.Outputs + Free;

    /// <summary>Numbers in h and in c.</summary>
    public int Units => Memory.Outputs;

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters;

    internal Lstm Memory { get; }

    internal Mlp Head { get; }

    internal int Free { get; }

    /// <summary>A pass for one sequence.</summary>
    /// <param name="maxRows">The most steps that one forward call will bring, ≥ 1.</param>
    public INetworkPass NewPass(int maxRows) => NewPass(maxRows, sequences: 1);

    /// <summary>A pass for sequences side by side.</summary>
    /// <param name="maxSteps">The most steps that one forward call will bring, ≥ 1.</param>
    /// <param name="sequences">The most sequences, ≥ 1.</param>
    public RecurrentPass NewPass(int maxSteps, int sequences) => new(this, maxSteps, sequences);
}

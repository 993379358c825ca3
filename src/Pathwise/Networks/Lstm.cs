using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Networks;

/// <summary>One layer of long short-term memory: a map from a sequence of inputs to a sequence of outputs.</summary>
/// <remarks>
/// <para>Source: Hochreiter and Schmidhuber (1997), with the forget gate of Gers et al. (2000); as PyTorch's
/// <c>nn.LSTM</c> has it, with one bias where that has two.</para>
/// <code>
/// z_t = x_t·W + h_{t−1}·U + b,   z = [z_i, z_f, z_g, z_o]
/// i = σ(z_i),  f = σ(z_f),  g = tanh z_g,  o = σ(z_o)
/// c_t = f ⊙ c_{t−1} + i ⊙ g
/// h_t = o ⊙ tanh c_t,   which is the output of step t
/// </code>
/// <para>On the seam a row is a step: the rows of one call are a sequence, or several sequences of equal length side by
/// side, which <see cref="LstmPass"/> knows about; its states can be set and read, and can start anew at any step. So
/// rows do depend on earlier rows: a <see cref="ParallelPass"/>, which cuts them apart, is not for it.</para>
/// <para>The flat parameters are W [inputs, 4 units], b [4 units], U [units, 4 units], row-major, the columns in the
/// order of <see cref="LstmGate"/>; all 0 until initialised.</para>
/// <para>Many threads may compute with one network, each with its own pass, while nobody changes its
/// parameters.</para>
/// </remarks>
public sealed class Lstm : IEmbeddable
{
    /// <summary>Parts of z.</summary>
    internal const int Gates = 4;

    private Memory<float> _parameters;

    /// <inheritdoc cref="Lstm"/>
    /// <param name="inputs">Numbers in x, ≥ 1.</param>
    /// <param name="units">Numbers in h and in c, ≥ 1.</param>
    public Lstm(int inputs, int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        (Inputs, Outputs) = (inputs, units);
        _parameters = AlignedMemory.Allocate(checked((inputs + 1 + units) * Gates * units));
    }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <summary>Numbers in h, which are as many as in c: the units.</summary>
    public int Outputs { get; }

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters.Span;

    /// <summary>W and b, to be read or written in place.</summary>
    public DenseLayer InputLayer => InputPart(Parameters);

    /// <summary>U, to be read or written in place; it has no bias.</summary>
    public DenseLayer RecurrentLayer => RecurrentPart(Parameters);

    /// <summary>One gate's part of b, to be read or written in place: a forget gate's bias of 1 remembers from the
    /// start.</summary>
    /// <param name="gate">Which gate.</param>
    public Span<float> Bias(LstmGate gate) => InputLayer.Bias.Slice((int)gate * Outputs, Outputs);

    /// <summary>A network that is initialised.</summary>
    /// <param name="inputs">Numbers in x, ≥ 1.</param>
    /// <param name="units">Numbers in h and in c, ≥ 1.</param>
    /// <param name="initialization">How W and b start, then U.</param>
    /// <param name="rng">The stream to draw from.</param>
    public static Lstm Create(int inputs, int units, Initialization initialization, ref Rng rng)
    {
        ArgumentNullException.ThrowIfNull(initialization);
        var network = new Lstm(inputs, units);
        initialization.Fill(network.InputLayer, ref rng);
        initialization.Fill(network.RecurrentLayer, ref rng);
        return network;
    }

    /// <summary>A pass for one sequence at a time.</summary>
    /// <param name="maxRows">The most steps that one forward call will bring, ≥ 1.</param>
    public INetworkPass NewPass(int maxRows) => NewPass(maxRows, sequences: 1);

    /// <summary>A pass for sequences side by side.</summary>
    /// <param name="maxSteps">The most steps that one forward call will bring, ≥ 1.</param>
    /// <param name="sequences">How many sequences, ≥ 1.</param>
    public LstmPass NewPass(int maxSteps, int sequences) =>
        new(this, maxSteps, sequences, new float[_parameters.Length]);

    /// <inheritdoc cref="NewPass(int, int)"/>
    /// <param name="maxSteps">The most steps that one forward call will bring, ≥ 1.</param>
    /// <param name="sequences">How many sequences, ≥ 1.</param>
    /// <param name="gradients">Where the gradients are added up; as long as the parameters.</param>
    public LstmPass NewPass(int maxSteps, int sequences, Memory<float> gradients) =>
        new(this, maxSteps, sequences, gradients);

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows, Memory<float> gradients) => NewPass(maxRows, sequences: 1, gradients);

    /// <inheritdoc/>
    public void Embed(Memory<float> parameters)
    {
        Lengths.MustMatch(parameters.Length, _parameters.Length, nameof(parameters));
        _parameters.CopyTo(parameters);
        _parameters = parameters;
    }

    /// <summary>W's and b's part of a vector that is laid out as the parameters are.</summary>
    internal DenseLayer InputPart(Span<float> vector)
    {
        var weights = Inputs * Gates * Outputs;
        return new(vector[..weights], vector.Slice(weights, Gates * Outputs), Inputs, Gates * Outputs);
    }

    /// <summary>U's part of a vector that is laid out as the parameters are.</summary>
    internal DenseLayer RecurrentPart(Span<float> vector) =>
        new(vector[((Inputs + 1) * Gates * Outputs)..], [], Outputs, Gates * Outputs);
}

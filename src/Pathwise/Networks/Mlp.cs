using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.Networks;

/// <summary>A multilayer perceptron: dense layers, each but the last followed by an activation.</summary>
/// <remarks>
/// <para><c>h₀ = x, h_l = f(h_{l−1}·W_l + b_l), y = h_{L−1}·W_L + b_L</c>.
/// Without hidden layers it is a linear map.</para>
/// <para>The flat parameters are W₁, b₁, W₂, b₂, …, each W row-major as [inputs, outputs];
/// all 0 until initialised.</para>
/// <para>Many threads may compute with one network, each with its own pass, while nobody changes its parameters.</para>
/// </remarks>
public sealed class Mlp : IEmbeddable
{
    private readonly int[] _sizes;
    private readonly int[] _offsets;          // where each layer's weights begin, and the end
    private Memory<float> _parameters;

    /// <inheritdoc cref="Mlp"/>
    /// <param name="sizes">Inputs, each hidden layer's width, outputs: at least two numbers, each ≥ 1.</param>
    /// <param name="activation">f, between the layers.</param>
    /// <param name="bias">Whether layers have a bias.</param>
    public Mlp(IReadOnlyList<int> sizes, Activation activation = Activation.Tanh, bool bias = true)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(size => size < 1))
            throw new ArgumentException("A network needs at least inputs and outputs, each ≥ 1; got "
                + $"[{string.Join(", ", sizes)}].", nameof(sizes));

        (_sizes, Activation, HasBias) = ([.. sizes], activation, bias);
        _offsets = new int[_sizes.Length];
        for (var layer = 0; layer < Layers; layer++)
            _offsets[layer + 1] = checked(_offsets[layer] + ((_sizes[layer] + (bias ? 1 : 0)) * _sizes[layer + 1]));
        _parameters = AlignedMemory.Allocate(_offsets[^1]);
    }

    /// <summary>Inputs, each hidden layer's width, outputs.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>f, between the layers.</summary>
    public Activation Activation { get; }

    /// <summary>Whether layers have a bias.</summary>
    public bool HasBias { get; }

    /// <summary>L, the number of dense layers: hidden ones and the last.</summary>
    public int Layers => _sizes.Length - 1;

    /// <inheritdoc/>
    public int Inputs => _sizes[0];

    /// <inheritdoc/>
    public int Outputs => _sizes[^1];

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters.Span;

    /// <summary>A network that is initialised.</summary>
    /// <param name="sizes">Inputs, each hidden layer's width, outputs.</param>
    /// <param name="activation">f, between the layers.</param>
    /// <param name="hidden">How each layer but the last starts.</param>
    /// <param name="output">How the last layer starts.</param>
    /// <param name="rng">The stream to draw from, layer by layer.</param>
    public static Mlp Create(
        IReadOnlyList<int> sizes, Activation activation, Initialization hidden, Initialization output, ref Rng rng)
    {
        var network = new Mlp(sizes, activation);
        network.Initialize(hidden, output, ref rng);
        return network;
    }

    /// <summary>Gives all layers fresh parameters.</summary>
    /// <param name="hidden">How each layer but the last starts.</param>
    /// <param name="output">How the last layer starts.</param>
    /// <param name="rng">The stream to draw from, layer by layer.</param>
    public void Initialize(Initialization hidden, Initialization output, ref Rng rng)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(output);
        for (var layer = 0; layer < Layers; layer++)
            (layer < Layers - 1 ? hidden : output).Fill(Layer(layer), ref rng);
    }

    /// <summary>One layer's parameters, to be read or written in place.</summary>
    /// <param name="index">0 for the first hidden layer, <see cref="Layers"/> − 1 for the last.</param>
    public DenseLayer Layer(int index) => Layer(index, Parameters);

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows) => NewPass(maxRows, AlignedMemory.Allocate(_parameters.Length));

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows, Memory<float> gradients)
    {
        if (gradients.Length != _parameters.Length)
            throw new ArgumentException(
                $"{_parameters.Length} parameters cannot have {gradients.Length} gradients.", nameof(gradients));
        return new MlpPass(this, maxRows, gradients);
    }

    /// <summary>A pass that leaves the parameters alone: its backward call carries gradients to the inputs and computes
    /// no others, so its <see cref="INetworkPass.Gradients"/> are empty.</summary>
    /// <remarks>For a network that something else learns through, as an actor does through its critic.</remarks>
    /// <param name="maxRows">The most rows that one forward call will bring, ≥ 1.</param>
    public INetworkPass NewFrozenPass(int maxRows) => new MlpPass(this, maxRows, gradients: default);

    /// <inheritdoc/>
    public void Embed(Memory<float> parameters)
    {
        if (parameters.Length != _parameters.Length)
            throw new ArgumentException(
                $"{_parameters.Length} parameters cannot move to a place for {parameters.Length}.", nameof(parameters));
        _parameters.CopyTo(parameters);
        _parameters = parameters;
    }

    /// <summary>One layer's part of a vector that is laid out as the parameters are.</summary>
    internal DenseLayer Layer(int index, Span<float> vector)
    {
        var (inputs, outputs) = (_sizes[index], _sizes[index + 1]);
        var layer = vector[_offsets[index].._offsets[index + 1]];
        return new(layer[..(inputs * outputs)], layer[(inputs * outputs)..], inputs, outputs);
    }
}

using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>The controller of neural architecture search: an LSTM that reads its own choices, with a softmax for each
/// decision.</summary>
/// <remarks>
/// <para>Source: Zoph and Le (2017), arXiv:1611.01578, §3.1; Zoph, Vasudevan, Shlens and Le (2018), arXiv:1707.07012,
/// App. A.2: one layer of 100 units, one softmax a decision, weights from U(−0.1, 0.1).</para>
/// <code>
/// x_1 = e_start,  x_{d+1} = E_d[a_d]              the choice before, embedded; a table for each decision
/// h_d = LSTM(x_d, h_{d−1})
/// l_d = squash(h_d·V_d + v_d)                     as many columns as decision d has options
/// a_d ~ softmax(l_d)
/// </code>
/// <para>Decisions with more options, such as NASNet's hidden states, of which each block adds one, simply have wider
/// softmaxes and longer tables.</para>
/// <para>The flat parameters are the LSTM's, e_start, E_1 … E_{D−1}, then V_d, v_d for each decision; all 0 until
/// initialised.</para>
/// </remarks>
public sealed class RecurrentController : IController
{
    private readonly Memory<float> _parameters;
    private readonly int[] _embeddings, _softmaxes;           // where each decision's begin

    /// <inheritdoc cref="RecurrentController"/>
    /// <param name="space">What it designs architectures of.</param>
    /// <param name="units">Units of the LSTM, ≥ 1.</param>
    /// <param name="embedding">Numbers in an embedded choice, ≥ 1.</param>
    /// <param name="squashing">How logits are kept small; null for not at all.</param>
    /// <exception cref="BadInputException">The space has no decision.</exception>
    public RecurrentController(
        ISearchSpace space, int units = 100, int embedding = 100, LogitSquashing? squashing = null)
    {
        (Layout, Space, Squashing) = (new(space), space, squashing ?? LogitSquashing.None);
        Lstm = new(embedding, units);
        var next = Lstm.Parameters.Length;
        Start = next..(next += embedding);
        (_embeddings, _softmaxes) = (new int[Layout.Decisions], new int[Layout.Decisions]);
        for (var d = 0; d < Layout.Decisions - 1; next += Layout.Options(d++) * embedding) _embeddings[d] = next;
        for (var d = 0; d < Layout.Decisions; next += Layout.Options(d++) * (units + 1)) _softmaxes[d] = next;
        _parameters = AlignedMemory.Allocate(next);
        Lstm.Embed(_parameters[..Lstm.Parameters.Length]);
    }

    /// <inheritdoc/>
    public ISearchSpace Space { get; }

    /// <summary>Units of the LSTM.</summary>
    public int Units => Lstm.Outputs;

    /// <summary>Numbers in an embedded choice.</summary>
    public int EmbeddingSize => Lstm.Inputs;

    /// <summary>How logits are kept small.</summary>
    public LogitSquashing Squashing { get; }

    /// <inheritdoc/>
    public int Inputs => Layout.Decisions;

    /// <inheritdoc/>
    public int Outputs => Layout.Total;

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters.Span;

    internal LogitLayout Layout { get; }

    internal Lstm Lstm { get; }

    /// <summary>Where e_start lies.</summary>
    internal Range Start { get; }

    /// <summary>Gives all parameters fresh values, <c>U(−range, range)</c>.</summary>
    /// <param name="range">How far from 0 they may be, ≥ 0; the source has 0.1.</param>
    /// <param name="rng">The stream to draw from.</param>
    public void Initialize(double range, ref Rng rng)
    {
        foreach (ref var parameter in Parameters) parameter = (float)rng.NextUniform(-range, range);
    }

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows) => new RecurrentControllerPass(this, maxRows);

    /// <inheritdoc/>
    public IControllerRollout NewRollout(int maxRows) => new RecurrentControllerRollout(this, maxRows);

    /// <summary>The part of a vector, laid out as the parameters are, that holds E_d[choice].</summary>
    internal Span<float> Embedding(Span<float> vector, int decision, int choice) =>
        vector.Slice(_embeddings[decision] + (choice * Lstm.Inputs), Lstm.Inputs);

    /// <summary>The part of a vector, laid out as the parameters are, that holds V_d and v_d.</summary>
    internal DenseLayer SoftmaxLayer(Span<float> vector, int decision)
    {
        var (units, options) = (Lstm.Outputs, Layout.Options(decision));
        var layer = vector.Slice(_softmaxes[decision], (units + 1) * options);
        return new(layer[..(units * options)], layer[(units * options)..], units, options);
    }
}

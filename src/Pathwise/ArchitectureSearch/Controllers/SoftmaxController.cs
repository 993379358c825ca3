using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.ArchitectureSearch.Controllers;

/// <summary>A controller whose decisions do not know of each other: one vector of logits for each.</summary>
/// <remarks>
/// <para>Source: Dong and Yang (2020), arXiv:2001.00326, the REINFORCE of NAS-Bench-201: no network, 6 · 5
/// logits.</para>
/// <para>Its distributions are products of their marginals. Where the best architectures agree in two decisions, but
/// in many ways, it must settle for one of the ways before it can favour any; it cannot keep several.</para>
/// <para>The flat parameters are the logits, decision after decision.</para>
/// </remarks>
public sealed class SoftmaxController : IController
{
    private readonly LogitLayout _layout;
    private readonly float[] _logits;

    /// <summary>A controller that takes all options alike.</summary>
    /// <param name="space">What it designs architectures of.</param>
    /// <exception cref="BadInputException">The space has no decision.</exception>
    public SoftmaxController(ISearchSpace space)
    {
        _layout = new(space);
        (Space, _logits) = (space, new float[_layout.Total]);
    }

    /// <inheritdoc/>
    public ISearchSpace Space { get; }

    /// <inheritdoc/>
    public int Inputs => _layout.Decisions;

    /// <inheritdoc/>
    public int Outputs => _layout.Total;

    /// <inheritdoc/>
    public Span<float> Parameters => _logits;

    /// <summary>Gives all logits fresh values, <c>N(0, deviation²)</c>.</summary>
    /// <param name="deviation">The standard deviation, ≥ 0; the source has 10⁻³.</param>
    /// <param name="rng">The stream to draw from.</param>
    public void Initialize(double deviation, ref Rng rng)
    {
        foreach (ref var logit in _logits.AsSpan()) logit = (float)(deviation * rng.NextNormal());
    }

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows) => new Pass(this, maxRows);

    /// <inheritdoc/>
    public IControllerRollout NewRollout(int maxRows) => new Rollout(this, maxRows);

    private sealed class Pass(SoftmaxController controller, int maxRows) : INetworkPass
    {
        private readonly float[] _gradients = new float[controller._logits.Length];
        private readonly float[] _outputs = new float[maxRows * controller._logits.Length];

        public Span<float> Gradients => _gradients;

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
        {
            ReadOnlySpan<float> logits = controller._logits;
            for (var row = 0; row < rows; row++) logits.CopyTo(_outputs.AsSpan(row * logits.Length));
            return _outputs.AsSpan(0, rows * logits.Length);
        }

        public void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
        {
            ColumnSums.Add(outputGradients, _gradients);
            inputGradients.Clear();
        }
    }

    private sealed class Rollout(SoftmaxController controller, int maxRows) : IControllerRollout
    {
        private readonly float[] _outputs = new float[maxRows * controller._logits.Length];
        private int _rows, _decision;

        public void Begin(int rows) => (_rows, _decision) = (rows, 0);

        public ReadOnlySpan<float> Next(ReadOnlySpan<int> previous)
        {
            var options = controller._layout.Options(_decision);
            var logits = controller._logits.AsSpan(controller._layout.Offset(_decision), options);
            _decision++;
            for (var row = 0; row < _rows; row++) logits.CopyTo(_outputs.AsSpan(row * options));
            return _outputs.AsSpan(0, _rows * options);
        }
    }
}

using Pathwise.Experiments;
using Pathwise.Networks;

namespace Pathwise.PolicyGradients;

/// <summary>Moves a network's parameters up an objective's gradient, and never into numbers that are not
/// finite.</summary>
/// <remarks>
/// Gather the gradient with <see cref="Forward"/> and <see cref="Backward"/>, a chunk of rows at a time, then take one
/// <see cref="Step"/>. If the gradient or what it makes of θ is not finite, θ stays as it was. Not thread-safe.
/// </remarks>
public sealed class GradientAscent : ISaved
{
    private readonly INetwork _network;
    private readonly INetworkPass _pass;
    private readonly GuardedOptimizer _optimizer;
    private readonly double _maxNorm;

    /// <summary>Prepares to move a network's parameters.</summary>
    /// <param name="network">θ.</param>
    /// <param name="pass">Where its gradient is computed.</param>
    /// <param name="maxRows">The most rows that <paramref name="pass"/> takes.</param>
    /// <param name="optimizer">How a gradient becomes a step.</param>
    /// <param name="maxNorm">The norm to which a longer gradient is cut; ∞ for no limit.</param>
    public GradientAscent(INetwork network, INetworkPass pass, int maxRows, IOptimizer optimizer, double maxNorm)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _pass, MaxRows, _maxNorm) = (network, pass, maxRows, maxNorm);
        _optimizer = new(optimizer, network.Parameters.Length);
    }

    /// <summary>The most rows of a chunk.</summary>
    public int MaxRows { get; }

    /// <summary>‖∇‖₂ of the last step's gradient, before it was cut.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Whether a gradient or a step was not finite; then no step has been taken since.</summary>
    public bool HasDiverged => _optimizer.HasDiverged;

    /// <summary>A batch's rows in chunks that fit.</summary>
    public RowChunks Chunks(int rows) => new(rows, MaxRows);

    /// <summary>The network's outputs for a chunk of a batch.</summary>
    /// <param name="inputs">The whole batch, [all rows, inputs].</param>
    /// <param name="rows">The chunk.</param>
    /// <returns>[rows.Count, outputs].</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, RowRange rows) =>
        _pass.Forward(rows.Of(inputs, _network.Inputs), rows.Count);

    /// <summary>Adds to the objective's gradient what the chunk that was last forwarded contributes.</summary>
    /// <param name="inputs">The whole batch, [all rows, inputs].</param>
    /// <param name="rows">The chunk.</param>
    /// <param name="outputGradients">∂objective/∂outputs, [rows.Count, outputs]; left with the opposite sign, for
    /// optimizers descend.</param>
    public void Backward(ReadOnlySpan<float> inputs, RowRange rows, Span<float> outputGradients)
    {
        for (var i = 0; i < outputGradients.Length; i++) outputGradients[i] = -outputGradients[i];
        _pass.Backward(rows.Of(inputs, _network.Inputs), outputGradients, default);
    }

    /// <summary><c>θ ← θ + α · optimizer(∇)</c>, with ∇ cut to the greatest norm, and forgets ∇.</summary>
    /// <param name="stepSize">α.</param>
    public void Step(double stepSize)
    {
        GradientNorm = GradientClipping.ByGlobalNorm(_pass.Gradients, _maxNorm);
        Move(stepSize);
        Forget();
    }

    /// <summary>Moves two networks as if their parameters were one vector: their gradients are cut together, to this
    /// one's greatest norm, and if one has diverged, neither has moved.</summary>
    /// <param name="other">The other network's.</param>
    /// <param name="stepSize">α.</param>
    public void StepWith(GradientAscent other, double stepSize)
    {
        ArgumentNullException.ThrowIfNull(other);
        GradientNorm = GradientClipping.ByGlobalNorm(_pass.Gradients, other._pass.Gradients, _maxNorm);
        other.GradientNorm = GradientNorm;
        Move(stepSize);
        if (!HasDiverged) other.Move(stepSize);
        if (other.HasDiverged && !HasDiverged) _optimizer.Undo(_network.Parameters);
        Forget();
        other.Forget();
    }

    /// <summary>Forgets ∇: no step is taken along it.</summary>
    public void Forget() => _pass.Gradients.Clear();

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("parameters", _network.Parameters);
        _optimizer.Save(writer.Part("optimizer"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("parameters", _network.Parameters);
        _optimizer.Load(reader.Part("optimizer"));
    }

    private void Move(double stepSize) =>
        _optimizer.Step(_network.Parameters, _pass.Gradients, GradientNorm, stepSize);
}

namespace Pathwise.ArchitectureSearch.Blueprints;

/// <summary>Batch normalisation: y = γ[c] · (x − μ[c]) / √(σ²[c] + ε) + β[c].</summary>
/// <remarks>While training, μ and σ² are the batch's mean and (biased) variance of the channel; afterwards running
/// averages of them, of which a step keeps the share <paramref name="Decay"/>: PyTorch's <c>momentum</c> is
/// 1 − Decay.</remarks>
/// <param name="Epsilon">ε, above 0.</param>
/// <param name="Decay">The share of the old average that a step keeps, in [0, 1).</param>
public sealed record BatchNormalizationLayer(double Epsilon, double Decay) : Layer
{
    /// <inheritdoc/>
    public override TensorShape ShapeOver(ReadOnlySpan<TensorShape> inputs) => One(inputs);

    /// <inheritdoc/>
    public override string ToString() => "batch norm";
}

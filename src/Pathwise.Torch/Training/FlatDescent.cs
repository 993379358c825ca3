using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Training;
using Pathwise.Torch.Networks;
using static TorchSharp.torch;

namespace Pathwise.Torch.Training;

/// <summary>Steps of a network's flat parameters against their gradient.</summary>
/// <remarks>With g = ∇L + λ·w (λ for kernels alone) after cutting ∇L to a norm:
/// <para>Nesterov: v ← μ·v + g, w ← w − α·(g + μ·v). Source: Sutskever et al. (2013), in the form that PyTorch has.
/// </para>
/// <para>Adam: m ← β₁·m + (1 − β₁)·g, s ← β₂·s + (1 − β₂)·g², w ← w − α·m̂ / (√ŝ + ε), with β₁ = 0.9, β₂ = 0.999,
/// ε = 10⁻⁸. Source: Kingma, Ba (2015), Algorithm 1.</para></remarks>
internal sealed class FlatDescent : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly Tensor _parameters, _decay, _first, _second;
    private readonly ChildTrainingOptions _options;
    private int _steps;

    /// <inheritdoc cref="FlatDescent"/>
    /// <param name="network">The network.</param>
    /// <param name="options">Which steps.</param>
    public FlatDescent(TorchNetwork network, ChildTrainingOptions options)
    {
        (_parameters, _options) = (network.Parameters, options);
        var decay = new float[network.Layout.Parameters];
        foreach (var block in network.Layout.Blocks)
            if (block.Role == WeightRole.Kernel) decay.AsSpan(block.Offset, block.Count).Fill((float)options.L2);
        using var scope = NewDisposeScope();
        _decay = tensor(decay).to(_parameters.dtype, _parameters.device).MoveToOuterDisposeScope();
        _first = zeros_like(_parameters, requires_grad: false).MoveToOuterDisposeScope();
        _second = zeros_like(_parameters, requires_grad: false).MoveToOuterDisposeScope();
    }

    /// <summary>One step; the gradient is 0 afterwards.</summary>
    /// <param name="alpha">α.</param>
    public void Step(double alpha)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var gradient = _parameters.grad ?? throw new InvalidOperationException("There is no gradient yet.");
        if (_options.MaxGradientNorm is { } most && gradient.norm().item<float>() is var norm && norm > most)
            gradient.mul_(most / norm);
        gradient.addcmul_(_decay, _parameters, 1);                                  // g ← ∇L + λ·w
        if (_options.Optimizer == ChildOptimizer.Nesterov) Nesterov(gradient, alpha, _options.Momentum);
        else Adam(gradient, alpha);
        gradient.zero_();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decay.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    private void Nesterov(Tensor gradient, double alpha, double mu)
    {
        _first.mul_(mu).add_(gradient);                                             // v ← μ·v + g
        _parameters.add_(gradient, alpha: -alpha).add_(_first, alpha: -alpha * mu); // w ← w − α·(g + μ·v)
    }

    private void Adam(Tensor gradient, double alpha)
    {
        _steps++;
        _first.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);                        // m ← β₁·m + (1 − β₁)·g
        _second.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);                // s ← β₂·s + (1 − β₂)·g²
        var root = (_second / (1 - Math.Pow(Beta2, _steps))).sqrt_().add_(Epsilon); // √ŝ + ε
        _parameters.addcdiv_(_first, root, -alpha / (1 - Math.Pow(Beta1, _steps))); // w ← w − α·m̂ / (√ŝ + ε)
    }
}

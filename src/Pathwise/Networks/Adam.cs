using Pathwise.Experiments;

namespace Pathwise.Networks;

/// <summary>Adam: steps along a running mean of the gradient, scaled by a running mean of its square.</summary>
/// <remarks>
/// <para>Source: Kingma and Ba (2015), arXiv:1412.6980, Algorithm 1, as PyTorch has it (ε outside the root); with
/// <see cref="WeightDecay"/> it is AdamW: Loshchilov and Hutter (2019), arXiv:1711.05101, Algorithm 2.</para>
/// <code>
/// θ ← θ − α λ θ
/// m ← β₁ m + (1 − β₁) g
/// v ← β₂ v + (1 − β₂) g²
/// θ ← θ − α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
/// </code>
/// </remarks>
/// <param name="count">Parameters, ≥ 1.</param>
public sealed class Adam(int count) : IOptimizer
{
    private readonly float[] _mean = new float[count];          // m
    private readonly float[] _square = new float[count];        // v
    private long _steps;                                        // t

    /// <summary>β₁, in [0, 1).</summary>
    /// <value>Default 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, in [0, 1).</summary>
    /// <value>Default 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, > 0.</summary>
    /// <value>Default 10⁻⁸. Policy gradients often take 10⁻⁵.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ, ≥ 0, decoupled from the gradient.</summary>
    /// <value>Default 0.</value>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize)
    {
        if (parameters.Length != _mean.Length || gradients.Length != _mean.Length)
            throw new ArgumentException($"This optimizer has {_mean.Length} parameters; got {parameters.Length} and {gradients.Length} gradients.", nameof(parameters));

        _steps++;
        var (beta1, beta2, epsilon) = ((float)Beta1, (float)Beta2, (float)Epsilon);
        var (rest1, rest2) = ((float)(1 - Beta1), (float)(1 - Beta2));
        var keep = (float)(1 - (stepSize * WeightDecay));
        var step = (float)(stepSize / (1 - Math.Pow(Beta1, _steps)));
        var root = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, _steps)));
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradients[i];
            var m = _mean[i] = (beta1 * _mean[i]) + (rest1 * g);
            var v = _square[i] = (beta2 * _square[i]) + (rest2 * g * g);
            parameters[i] = (keep * parameters[i]) - (step * m / ((MathF.Sqrt(v) * root) + epsilon));
        }
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("mean", _mean);
        writer.Write<float>("square", _square);
        writer.Write<long>("steps", [_steps]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<float>("mean", _mean);
        reader.Read<float>("square", _square);
        reader.Read("steps", new Span<long>(ref _steps));
    }
}

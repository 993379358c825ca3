using Pathwise.Randomness;

namespace Pathwise.Networks;

/// <summary>How a dense layer's weights and bias start.</summary>
/// <remarks>Immutable. Weights are drawn row after row, then the bias, so one seed gives one network.</remarks>
public sealed class Initialization
{
    private readonly Action _fill;

    private Initialization(Action fill) => _fill = fill;

    private delegate void Action(DenseLayer layer, ref Rng rng);

    /// <summary>Everything 0: a policy that starts uniform, a value that starts at 0.</summary>
    public static Initialization Zeros { get; } = Constant(0);

    /// <summary>Glorot's uniform weights, <c>U(±√(6 / (inputs + outputs)))</c>, bias 0.</summary>
    /// <remarks>Source: Glorot and Bengio (2010), eq. (16).</remarks>
    public static Initialization GlorotUniform { get; } = new((DenseLayer layer, ref Rng rng) =>
        FillUniform(layer.Weights, Math.Sqrt(6.0 / (layer.Inputs + layer.Outputs)), ref rng));

    /// <summary>He's normal weights, <c>N(0, 2 / inputs)</c>, bias 0: for ReLU and its kin.</summary>
    /// <remarks>Source: He et al. (2015), arXiv:1502.01852, eq. (10).</remarks>
    public static Initialization HeNormal { get; } = new((DenseLayer layer, ref Rng rng) =>
        Normal(Math.Sqrt(2.0 / layer.Inputs))._fill(layer, ref rng));

    /// <summary>Weights and bias <c>U(±1/√inputs)</c>: what PyTorch's <c>nn.Linear</c> does by default.</summary>
    /// <remarks>Source: PyTorch's documentation of <c>nn.Linear</c> (there by way of <c>kaiming_uniform_</c> with a =
    /// √5).</remarks>
    public static Initialization KaimingUniform { get; } = new((DenseLayer layer, ref Rng rng) =>
        Uniform(1 / Math.Sqrt(layer.Inputs))._fill(layer, ref rng));

    /// <summary>All weights equal, bias 0.</summary>
    /// <param name="weight">The weights' value.</param>
    public static Initialization Constant(float weight) =>
        new((DenseLayer layer, ref Rng rng) => layer.Weights.Fill(weight));

    /// <summary>Weights and bias <c>U(±bound)</c>.</summary>
    /// <param name="bound">How far from 0 they may be, ≥ 0.</param>
    public static Initialization Uniform(double bound) => new((DenseLayer layer, ref Rng rng) =>
    {
        FillUniform(layer.Weights, bound, ref rng);
        FillUniform(layer.Bias, bound, ref rng);
    });

    /// <summary>Weights <c>N(0, deviation²)</c>, bias 0.</summary>
    /// <param name="deviation">The weights' standard deviation, ≥ 0.</param>
    public static Initialization Normal(double deviation) => new((DenseLayer layer, ref Rng rng) =>
    {
        foreach (ref var weight in layer.Weights) weight = (float)(deviation * rng.NextNormal());
    });

    /// <summary>Weights whose rows, or columns if there are fewer of those, are orthogonal with length
    /// <paramref name="gain"/>; bias 0.</summary>
    /// <remarks>Source: Saxe et al. (2014), arXiv:1312.6120. Usual gains: √2 for hidden layers,
    /// 0.01 for a policy, 1 for a value.</remarks>
    /// <param name="gain">The length, and every singular value.</param>
    public static Initialization Orthogonal(double gain) => new((DenseLayer layer, ref Rng rng) =>
    {
        var (inputs, outputs) = (layer.Inputs, layer.Outputs);
        var (count, length) = (Math.Min(inputs, outputs), Math.Max(inputs, outputs));
        var vectors = RandomOrthonormal.Draw(count, length, ref rng);
        for (var i = 0; i < inputs; i++)
            for (var j = 0; j < outputs; j++)
                layer.Weights[(i * outputs) + j] = (float)(
                    gain * (inputs < outputs ? vectors[(i * length) + j] : vectors[(j * length) + i]));
    });

    /// <summary>Gives a layer its first parameters.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rng">The stream to draw from.</param>
    public void Fill(DenseLayer layer, ref Rng rng)
    {
        layer.Bias.Clear();
        _fill(layer, ref rng);
    }

    private static void FillUniform(Span<float> values, double bound, ref Rng rng)
    {
        foreach (ref var value in values) value = (float)rng.NextUniform(-bound, bound);
    }
}

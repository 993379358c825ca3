using Pathwise.Networks;

namespace Pathwise.PolicyGradients;

/// <summary>A policy's network whose σ is a function of the state: <c>[μ(s), ln σ(s)]</c>, with
/// <c>σ_j(s)² = Σ_k φ_k(s)² exp(2 L_kj) + 10⁻⁶</c>, φ the last hidden layer and L parameters of their own.</summary>
/// <remarks>
/// <para>Source: Raffin, Kober &amp; Stulp (2021), <i>Smooth exploration for robotic reinforcement learning</i>,
/// §3: generalized state-dependent exploration, gSDE. It is the distribution of μ(s) + φ(s)ᵀE, with E_kj ~ N(0,
/// exp(2 L_kj)); <see cref="StateDependentExploration"/> keeps E for some steps.</para>
/// <para>As in Stable-Baselines3, ln σ teaches L alone, and φ learns from μ, where a policy learns from rollouts; where
/// it learns from replay, ln σ teaches φ too.</para>
/// <para>The flat parameters are those of the network, then L, [features, actions].</para>
/// </remarks>
public sealed class StateDependentNoise : INetwork
{
    private const double LeastVariance = 1e-6;

    private readonly Mlp _network;
    private readonly float[] _parameters;
    private readonly bool _teachesFeatures;

    /// <summary>Gives a network's actions a σ.</summary>
    /// <param name="network">μ; it lives in this one from now on, and none of its passes may be in use.</param>
    /// <param name="initialLogSigma">L at the start.</param>
    /// <param name="teachesFeatures">Whether ln σ teaches φ too.</param>
    public StateDependentNoise(Mlp network, double initialLogSigma, bool teachesFeatures = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, Features, _teachesFeatures) = (network, network.Sizes[^2], teachesFeatures);
        var own = network.Parameters.Length;
        _parameters = new float[own + (Features * Actions)];
        network.Embed(_parameters.AsMemory(0, own));
        LogSigmas.Fill((float)initialLogSigma);
    }

    /// <summary>μ.</summary>
    internal Mlp Means => _network;

    /// <summary>Numbers in φ.</summary>
    public int Features { get; }

    /// <summary>Numbers in μ, and in σ.</summary>
    public int Actions => _network.Outputs;

    /// <inheritdoc/>
    public int Inputs => _network.Inputs;

    /// <inheritdoc/>
    public int Outputs => 2 * Actions;

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters;

    /// <summary>L, [features, actions].</summary>
    public Span<float> LogSigmas => _parameters.AsSpan(^(Features * Actions)..);

    /// <inheritdoc/>
    public INetworkPass NewPass(int maxRows) => new Pass(this, maxRows);

    internal sealed class Pass : INetworkPass
    {
        private readonly StateDependentNoise _whole;
        private readonly MlpPass _inner;
        private readonly float[] _gradients, _outputs, _innerGradients, _featureGradients;
        private readonly double[] _variances;                    // exp(2 L)

        public Pass(StateDependentNoise whole, int maxRows)
        {
            _whole = whole;
            _gradients = new float[whole._parameters.Length];
            var own = whole._network.Parameters.Length;
            _inner = new MlpPass(whole._network, maxRows, _gradients.AsMemory(0, own));
            (_outputs, _innerGradients) = (new float[maxRows * whole.Outputs], new float[maxRows * whole.Actions]);
            _featureGradients = new float[whole._teachesFeatures ? maxRows * whole.Features : 0];
            _variances = new double[whole.Features * whole.Actions];
        }

        public Span<float> Gradients => _gradients;

        /// <summary>φ of the rows that were last forwarded, [rows, features].</summary>
        public ReadOnlySpan<float> Features(ReadOnlySpan<float> inputs) => _inner.LastHidden(inputs);

        public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows)
        {
            var (actions, width) = (_whole.Actions, _whole.Outputs);
            var means = _inner.Forward(inputs, rows);
            var features = Features(inputs);
            var logSigmas = _whole.LogSigmas;
            for (var i = 0; i < logSigmas.Length; i++) _variances[i] = Math.Exp(2.0 * logSigmas[i]);
            for (var row = 0; row < rows; row++)
            {
                var output = _outputs.AsSpan(row * width, width);
                means.Slice(row * actions, actions).CopyTo(output);
                for (var j = 0; j < actions; j++)
                    output[actions + j] = (float)(0.5 * Math.Log(Variance(FeaturesOf(features, row), j)));
            }

            return _outputs.AsSpan(0, rows * width);
        }

        public void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
        {
            var (actions, width) = (_whole.Actions, _whole.Outputs);
            var rows = outputGradients.Length / width;
            var features = Features(inputs);
            var gradients = _gradients.AsSpan(^(_whole.Features * actions)..);
            _featureGradients.AsSpan().Clear();
            for (var row = 0; row < rows; row++)
            {
                var gradient = outputGradients.Slice(row * width, width);
                gradient[..actions].CopyTo(_innerGradients.AsSpan(row * actions));
                var phi = FeaturesOf(features, row);
                for (var j = 0; j < actions; j++)                                    // ∂ln σ_j/∂L_kj = φ_k² exp(2 L_kj)/σ_j²
                {
                    var weight = gradient[actions + j] / Variance(phi, j);
                    for (var k = 0; k < phi.Length; k++)
                    {
                        var kj = (k * actions) + j;
                        gradients[kj] += (float)(weight * phi[k] * phi[k] * _variances[kj]);
                    }

                    if (_whole._teachesFeatures) TeachFeatures(row, j, weight, phi);
                }
            }

            var featureGradients = _whole._teachesFeatures ? _featureGradients.AsSpan(0, rows * _whole.Features) : [];
            _inner.Backward(inputs, _innerGradients.AsSpan(0, rows * actions), featureGradients, inputGradients);
        }

        /// <summary>∂ln σ_j/∂φ_k = φ_k exp(2 L_kj)/σ_j².</summary>
        private void TeachFeatures(int row, int j, double weight, ReadOnlySpan<float> phi)
        {
            var gradient = _featureGradients.AsSpan(row * phi.Length, phi.Length);
            for (var k = 0; k < phi.Length; k++)
                gradient[k] += (float)(weight * phi[k] * _variances[(k * _whole.Actions) + j]);
        }

        private ReadOnlySpan<float> FeaturesOf(ReadOnlySpan<float> features, int row) =>
            features.Slice(row * _whole.Features, _whole.Features);

        /// <summary>σ_j².</summary>
        private double Variance(ReadOnlySpan<float> phi, int j)
        {
            var sum = LeastVariance;
            for (var k = 0; k < phi.Length; k++) sum += (double)phi[k] * phi[k] * _variances[(k * _whole.Actions) + j];
            return sum;
        }
    }
}

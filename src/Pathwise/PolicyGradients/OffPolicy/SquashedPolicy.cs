using Pathwise.Distributions;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>π(a|s,θ), a squashed Gaussian whose means and ln σ a network says, and which learns through its
/// samples.</summary>
/// <remarks>Allocates nothing after construction. Not thread-safe.</remarks>
public sealed class SquashedPolicy : ISaved
{
    private readonly INetwork _network;
    private readonly INetworkPass _pass, _nextPass;
    private readonly GuardedOptimizer _optimizer;
    private readonly SquashedGaussian _distribution;
    private readonly float[] _noise, _nextNoise, _outputGradients, _parameters;
    private readonly float[] _actions, _nextActions;
    private readonly double[] _logProbabilities, _nextLogProbabilities;

    /// <summary>A policy of a network.</summary>
    /// <param name="network">θ; its outputs are a squashed Gaussian's parameters.</param>
    /// <param name="optimizer">How a gradient becomes a step.</param>
    /// <param name="rows">Transitions that one gradient learns from.</param>
    public SquashedPolicy(INetwork network, IOptimizer optimizer, int rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        (_network, _distribution) = (network, new(network.Outputs / 2));
        _optimizer = new(optimizer, network.Parameters.Length);
        (_pass, _nextPass) = (network.NewPass(rows), network.NewPass(rows));
        (_outputGradients, _parameters) = (new float[rows * network.Outputs], new float[rows * network.Outputs]);
        var numbers = rows * _distribution.ActionSize;
        (_noise, _nextNoise, _actions, _nextActions) =
            (new float[numbers], new float[numbers], new float[numbers], new float[numbers]);
        (_logProbabilities, _nextLogProbabilities) = (new double[rows], new double[rows]);
    }

    /// <summary>θ's network.</summary>
    public INetwork Network => _network;

    /// <summary>The family of distributions.</summary>
    public SquashedGaussian Distribution => _distribution;

    /// <summary>a ~ π(·|s,θ) of the last <see cref="Sample"/>, [rows, action size].</summary>
    public ReadOnlySpan<float> Actions => _actions;

    /// <summary>a′ ~ π(·|s′,θ) of the last <see cref="SampleNext"/>, [rows, action size].</summary>
    public ReadOnlySpan<float> NextActions => _nextActions;

    /// <summary>ln π(a′|s′,θ) of the last <see cref="SampleNext"/>, [rows].</summary>
    public ReadOnlySpan<double> NextLogProbabilities => _nextLogProbabilities;

    /// <summary>‖∇‖₂ of the last step's gradient.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Whether θ could not be moved because a number was not finite.</summary>
    public bool HasDiverged => _optimizer.HasDiverged;

    /// <summary>Draws an action for each state, through which <see cref="Ascend"/> then learns.</summary>
    /// <param name="states">s, [rows, state size].</param>
    /// <param name="rows">How many.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <returns>The mean of ln π(a|s,θ).</returns>
    public double Sample(ReadOnlySpan<float> states, int rows, ref Rng rng)
    {
        _pass.Forward(states, rows).CopyTo(_parameters);
        Draw(_parameters, rows, _noise, _actions, _logProbabilities, ref rng);
        var sum = 0.0;
        for (var row = 0; row < rows; row++) sum += _logProbabilities[row];
        return sum / rows;
    }

    /// <summary>Draws an action for each next state.</summary>
    /// <param name="states">s′, [rows, state size].</param>
    /// <param name="rows">How many.</param>
    /// <param name="rng">The stream to draw from.</param>
    public void SampleNext(ReadOnlySpan<float> states, int rows, ref Rng rng) => Draw(
        _nextPass.Forward(states, rows), rows, _nextNoise, _nextActions, _nextLogProbabilities, ref rng);

    /// <summary><c>θ ← θ + λ ∇ (Σ g·a − α mean ln π(a|s,θ))</c>, with the actions of the last <see cref="Sample"/> as
    /// functions of θ.</summary>
    /// <param name="states">The same s, [rows, state size].</param>
    /// <param name="actionGradients">g, the gradient of what the actions are worth, [rows, action size].</param>
    /// <param name="alpha">α.</param>
    /// <param name="stepSize">λ.</param>
    public void Ascend(
        ReadOnlySpan<float> states, ReadOnlySpan<float> actionGradients, double alpha, double stepSize)
    {
        var (size, width) = (_distribution.ActionSize, _network.Outputs);
        var rows = actionGradients.Length / size;
        var gradients = _outputGradients.AsSpan(0, rows * width);
        for (var row = 0; row < rows; row++)
        {
            _distribution.SampleGradient(
                _parameters.AsSpan(row * width, width), _noise.AsSpan(row * size, size),
                _actions.AsSpan(row * size, size), actionGradients.Slice(row * size, size), -alpha / rows,
                gradients.Slice(row * width, width));
        }

        for (var i = 0; i < gradients.Length; i++) gradients[i] = -gradients[i];        // optimizers descend
        _pass.Backward(states, gradients, default);
        GradientNorm = GlobalNorm.Of(_pass.Gradients);
        _optimizer.Step(_network.Parameters, _pass.Gradients, GradientNorm, stepSize);
        _pass.Gradients.Clear();
    }

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

    private void Draw(
        ReadOnlySpan<float> parameters, int rows, Span<float> noise, Span<float> actions,
        Span<double> logProbabilities, ref Rng rng)
    {
        var (size, width) = (_distribution.ActionSize, _network.Outputs);
        rng.FillNormal(noise[..(rows * size)]);
        for (var row = 0; row < rows; row++)
            logProbabilities[row] = _distribution.Sample(
                parameters.Slice(row * width, width), noise.Slice(row * size, size), actions.Slice(row * size, size));
    }
}

using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>μ(s,θ) = tanh of a network's outputs, and μ(s,θ⁻), the one that follows it.</summary>
/// <remarks>Source: Silver et al. (2014), <i>Deterministic policy gradient algorithms</i>, eq. (9):
/// <c>∇J = E[∇_θ μ(s,θ) ∇_a Q(s,a)]</c> at a = μ(s,θ). Allocates nothing after construction. Not thread-safe.</remarks>
public sealed class DeterministicPolicy : ISaved
{
    private readonly Mlp _network, _target;
    private readonly INetworkPass _pass, _targetPass;
    private readonly GuardedOptimizer _optimizer;
    private readonly float[] _actions, _outputGradients;

    /// <summary>A policy of a network.</summary>
    /// <param name="network">θ; an output for each component of an action.</param>
    /// <param name="optimizer">How a gradient becomes a step.</param>
    /// <param name="rows">Transitions that one gradient learns from.</param>
    public DeterministicPolicy(Mlp network, IOptimizer optimizer, int rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        (_network, _target) = (network, new([.. network.Sizes], network.Activation, network.HasBias));
        _optimizer = new(optimizer, network.Parameters.Length);
        (_pass, _targetPass) = (network.NewPass(rows), _target.NewFrozenPass(rows));
        (_actions, _outputGradients) = (new float[rows * network.Outputs], new float[rows * network.Outputs]);
        Follow(tau: 1);
    }

    /// <summary>θ's network; its outputs are not squashed.</summary>
    public Mlp Network => _network;

    /// <summary>θ⁻'s network.</summary>
    public Mlp Target => _target;

    /// <summary>a = μ(s,θ) of the last <see cref="Act"/>, [rows, action size].</summary>
    public ReadOnlySpan<float> Actions => _actions;

    /// <summary>‖∇‖₂ of the last step's gradient.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Whether θ could not be moved because a number was not finite.</summary>
    public bool HasDiverged => _optimizer.HasDiverged;

    /// <summary>a ← μ(s,θ), through which <see cref="Ascend"/> then learns.</summary>
    /// <param name="states">s, [rows, state size].</param>
    /// <param name="rows">How many.</param>
    public void Act(ReadOnlySpan<float> states, int rows)
    {
        var outputs = _pass.Forward(states, rows);
        Activations.Forward(Activation.Tanh, outputs, _actions.AsSpan(0, outputs.Length));
    }

    /// <summary>μ(s′,θ⁻).</summary>
    /// <param name="states">s′, [rows, state size].</param>
    /// <param name="rows">How many.</param>
    /// <param name="actions">Receives the actions, [rows, action size].</param>
    public void ActByTarget(ReadOnlySpan<float> states, int rows, Span<float> actions)
    {
        var outputs = _targetPass.Forward(states, rows);
        Activations.Forward(Activation.Tanh, outputs, actions[..outputs.Length]);
    }

    /// <summary><c>θ ← θ + λ ∇ Σ g·μ(s,θ)</c>.</summary>
    /// <param name="states">The s of the last <see cref="Act"/>, [rows, state size].</param>
    /// <param name="actionGradients">g, the gradient of what the actions are worth, [rows, action size].</param>
    /// <param name="stepSize">λ.</param>
    public void Ascend(ReadOnlySpan<float> states, ReadOnlySpan<float> actionGradients, double stepSize)
    {
        var gradients = _outputGradients.AsSpan(0, actionGradients.Length);
        for (var i = 0; i < gradients.Length; i++)                                // optimizers descend
            gradients[i] = -actionGradients[i] * (1 - (_actions[i] * _actions[i]));
        _pass.Backward(states, gradients, default);
        GradientNorm = GlobalNorm.Of(_pass.Gradients);
        _optimizer.Step(_network.Parameters, _pass.Gradients, GradientNorm, stepSize);
        _pass.Gradients.Clear();
    }

    /// <summary><c>θ⁻ ← τ θ + (1 − τ) θ⁻</c>.</summary>
    /// <param name="tau">τ.</param>
    public void Follow(double tau) => TargetNetwork.Follow(_network.Parameters, _target.Parameters, tau);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("parameters", _network.Parameters);
        writer.Write<float>("target", _target.Parameters);
        _optimizer.Save(writer.Part("optimizer"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read("parameters", _network.Parameters);
        reader.Read("target", _target.Parameters);
        _optimizer.Load(reader.Part("optimizer"));
    }
}

using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Q(s,a,φ), a network that sees state and action together, and Q(s,a,φ⁻), the one that follows it.</summary>
/// <remarks>Allocates nothing after construction. Not thread-safe.</remarks>
public sealed class Critic : ISaved
{
    private readonly Mlp _network, _target;
    private readonly INetworkPass _pass, _targetPass, _actionPass;
    private readonly GuardedOptimizer _optimizer;
    private readonly float[] _outputGradients;

    /// <summary>A critic of a network.</summary>
    /// <param name="network">φ; one output, and inputs for a state and an action.</param>
    /// <param name="optimizer">How a gradient becomes a step.</param>
    /// <param name="rows">Transitions that one gradient learns from.</param>
    /// <exception cref="ArgumentException">The network has not one output.</exception>
    public Critic(Mlp network, IOptimizer optimizer, int rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (network.Outputs != 1)
            throw new ArgumentException(
                $"A critic says one number, but the network has {network.Outputs} outputs.", nameof(network));

        (_network, _target) = (network, new([.. network.Sizes], network.Activation, network.HasBias));
        _optimizer = new(optimizer, network.Parameters.Length);
        _pass = network.NewPass(rows);
        _targetPass = _target.NewFrozenPass(rows);
        _actionPass = network.NewFrozenPass(rows);
        _outputGradients = new float[rows];
        Follow(tau: 1);
    }

    /// <summary>φ's network.</summary>
    public Mlp Network => _network;

    /// <summary>φ⁻'s network.</summary>
    public Mlp Target => _target;

    /// <summary>‖∇‖₂ of the last step's gradient.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>½ mean (Q − y)² of the last step's transitions, before it.</summary>
    public double Loss { get; private set; }

    /// <summary>Whether φ could not be moved because a number was not finite.</summary>
    public bool HasDiverged => _optimizer.HasDiverged;

    /// <summary>Q(s,a,φ⁻).</summary>
    /// <param name="inputs">s and a, [rows, state and action size].</param>
    /// <param name="rows">How many.</param>
    /// <returns>[rows], valid until the next call.</returns>
    public ReadOnlySpan<float> JudgeByTarget(ReadOnlySpan<float> inputs, int rows) => _targetPass.Forward(inputs, rows);

    /// <summary>Q(s,a,φ), for <see cref="Slopes"/>.</summary>
    /// <inheritdoc cref="JudgeByTarget"/>
    public ReadOnlySpan<float> Judge(ReadOnlySpan<float> inputs, int rows) => _actionPass.Forward(inputs, rows);

    /// <summary>Weights times ∂Q(s,a,φ)/∂(s,a), for the rows that were last judged.</summary>
    /// <param name="inputs">The same rows.</param>
    /// <param name="weights">[rows].</param>
    /// <param name="slopes">Receives them, [rows, state and action size].</param>
    public void Slopes(ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, Span<float> slopes) =>
        _actionPass.Backward(inputs, weights, slopes);

    /// <summary><c>φ ← φ − λ ∇ ½ mean (Q(s,a,φ) − y)²</c>.</summary>
    /// <param name="inputs">s and a, [rows, state and action size].</param>
    /// <param name="targets">y, [rows].</param>
    /// <param name="stepSize">λ.</param>
    public void Descend(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, double stepSize)
    {
        var rows = targets.Length;
        var q = _pass.Forward(inputs, rows);
        var loss = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var error = q[row] - targets[row];
            _outputGradients[row] = error / rows;
            loss += 0.5 * error * error;
        }

        Loss = loss / rows;
        _pass.Backward(inputs, _outputGradients.AsSpan(0, rows), default);
        GradientNorm = GlobalNorm.Of(_pass.Gradients);
        _optimizer.Step(_network.Parameters, _pass.Gradients, GradientNorm, stepSize);
        _pass.Gradients.Clear();
    }

    /// <summary><c>φ⁻ ← τ φ + (1 − τ) φ⁻</c>.</summary>
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

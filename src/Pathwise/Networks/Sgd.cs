using Pathwise.Experiments;

namespace Pathwise.Networks;

/// <summary>Stochastic gradient descent: <c>θ ← θ − α m</c>, <c>m ← μ m + (1 − τ) g</c>; without momentum, m = g.</summary>
/// <remarks>
/// Semantics of PyTorch's <c>SGD</c>: the first step sets m = g, whatever the dampening τ; Nesterov's form steps along g + μ m.
/// </remarks>
/// <param name="count">Parameters.</param>
public sealed class Sgd(int count) : IOptimizer
{
    private float[] _velocity = [];              // m; made at the first step that needs it
    private bool _hasVelocity;

    /// <summary>μ, in [0, 1).</summary>
    /// <value>Default 0: plain descent.</value>
    public double Momentum { get; init; }

    /// <summary>τ, in [0, 1].</summary>
    /// <value>Default 0.</value>
    public double Dampening { get; init; }

    /// <summary>Whether to step along g + μ m.</summary>
    /// <value>Default false.</value>
    public bool Nesterov { get; init; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize)
    {
        if (parameters.Length != count || gradients.Length != count)
            throw new ArgumentException($"This optimizer has {count} parameters; got {parameters.Length} and {gradients.Length} gradients.", nameof(parameters));

        var step = (float)stepSize;
        if (Momentum == 0)
        {
            for (var i = 0; i < parameters.Length; i++) parameters[i] -= step * gradients[i];
            return;
        }

        if (_velocity.Length == 0) _velocity = new float[count];
        var momentum = (float)Momentum;
        var fresh = _hasVelocity ? (float)(1 - Dampening) : 1;
        for (var i = 0; i < parameters.Length; i++)
        {
            var m = _velocity[i] = (momentum * _velocity[i]) + (fresh * gradients[i]);
            parameters[i] -= step * (Nesterov ? gradients[i] + (momentum * m) : m);
        }

        _hasVelocity = true;
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("velocity", _hasVelocity ? _velocity : []);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var velocity = reader.ReadAll<float>("velocity");
        if (velocity.Length != 0 && velocity.Length != count)
            throw new BadInputException($"The checkpoint's momentum is of {velocity.Length} parameters, this network has {count}.");
        (_velocity, _hasVelocity) = (velocity, velocity.Length != 0);
    }
}

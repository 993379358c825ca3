using Pathwise.Experiments;

namespace Pathwise.Networks;

/// <summary>RMSProp: <c>v ← α v + (1 − α) g²</c>, <c>θ ← θ − η g / (√v + ε)</c>.</summary>
/// <remarks>
/// Source: Hinton, Srivastava and Swersky (2012), lecture 6e. Semantics of PyTorch's <c>RMSprop</c>; with
/// <see cref="EpsilonInsideRoot"/>, of TensorFlow's: v starts at 1, and the step is <c>η g / √(v + ε)</c>, as A2C's published
/// settings assume.
/// </remarks>
/// <param name="count">Parameters.</param>
public sealed class RmsProp(int count) : IOptimizer
{
    private readonly float[] _square = new float[count];        // v
    private bool _hasStarted;

    /// <summary>α, how much of the mean square stays, in [0, 1).</summary>
    /// <value>Default 0.99.</value>
    public double Smoothing { get; init; } = 0.99;

    /// <summary>ε, > 0.</summary>
    /// <value>Default 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether ε stands inside the root, and v starts at 1.</summary>
    /// <value>Default false.</value>
    public bool EpsilonInsideRoot { get; init; }

    /// <inheritdoc/>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double stepSize)
    {
        if (parameters.Length != count || gradients.Length != count)
            throw new ArgumentException($"This optimizer has {count} parameters; got {parameters.Length} and {gradients.Length} gradients.", nameof(parameters));

        if (!_hasStarted && EpsilonInsideRoot) Array.Fill(_square, 1);
        _hasStarted = true;
        var (keep, rest) = ((float)Smoothing, (float)(1 - Smoothing));
        var (step, epsilon) = ((float)stepSize, (float)Epsilon);
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradients[i];
            var v = _square[i] = (keep * _square[i]) + (rest * g * g);
            parameters[i] -= step * g / (EpsilonInsideRoot ? MathF.Sqrt(v + epsilon) : MathF.Sqrt(v) + epsilon);
        }
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write<float>("square", _square);
        writer.Write("started", [_hasStarted]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.Read<float>("square", _square);
        reader.Read("started", new Span<bool>(ref _hasStarted));
    }
}

using Pathwise.Experiments;
using Pathwise.Networks;

namespace Pathwise.PolicyGradients;

/// <summary>v̂(s,w): a network with one output that learns what a state is worth. REINFORCE's baseline.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class StateValue : ISaved
{
    private readonly GradientAscent _ascent;
    private readonly float[] _outputGradients;

    /// <summary>Makes a value function of a network.</summary>
    /// <param name="network">w; one output.</param>
    /// <param name="ascent">How w is moved; belongs to <paramref name="network"/>.</param>
    public StateValue(INetwork network, GradientAscent ascent)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(ascent);
        if (network.Outputs != 1)
            throw new ArgumentException(
                $"A state value is one number, but the network has {network.Outputs} outputs.", nameof(network));

        _ascent = ascent;
        _outputGradients = new float[ascent.MaxRows];
    }

    /// <summary>How w is moved.</summary>
    public GradientAscent Ascent => _ascent;

    /// <summary>Whether w could not be moved because a number was not finite.</summary>
    public bool HasDiverged => _ascent.HasDiverged;

    /// <summary>v̂(S,w) of each state.</summary>
    /// <param name="states">[rows, state size].</param>
    /// <param name="values">Receives the values, [rows].</param>
    public void Evaluate(ReadOnlySpan<float> states, Span<double> values)
    {
        foreach (var rows in _ascent.Chunks(values.Length))
        {
            var outputs = _ascent.Forward(states, rows);
            for (var i = 0; i < rows.Count; i++) values[rows.First + i] = outputs[i];
        }
    }

    /// <summary><c>δ_i ← G_i − v̂(S_i,w)</c>.</summary>
    /// <param name="states">S, [rows, state size].</param>
    /// <param name="returns">G, [rows].</param>
    /// <param name="errors">Receives δ, [rows].</param>
    public void Errors(ReadOnlySpan<float> states, ReadOnlySpan<double> returns, Span<double> errors)
    {
        Evaluate(states, errors);
        for (var i = 0; i < errors.Length; i++) errors[i] = returns[i] - errors[i];
    }

    /// <summary><c>w ← w + α c Σ_i δ_i ∇v̂(S_i,w)</c>: down the gradient of ½ c Σ δ², all rows at the same w.</summary>
    /// <param name="states">S, [rows, state size].</param>
    /// <param name="errors">δ, [rows].</param>
    /// <param name="weight">c.</param>
    /// <param name="stepSize">α.</param>
    public void Ascend(ReadOnlySpan<float> states, ReadOnlySpan<double> errors, double weight, double stepSize)
    {
        foreach (var rows in _ascent.Chunks(errors.Length))
        {
            _ascent.Forward(states, rows);
            AddGradientOf(rows, states, errors, weight);
        }

        _ascent.Step(stepSize);
    }

    /// <summary>Adds <c>c Σ_i δ_i ∇v̂(S_i,w)</c> to the gradient, for the rows that were evaluated last.</summary>
    /// <param name="states">S, the same, as many rows as the ascent takes at once.</param>
    /// <param name="errors">δ, [rows].</param>
    /// <param name="weight">c.</param>
    public void AddGradient(ReadOnlySpan<float> states, ReadOnlySpan<double> errors, double weight) =>
        AddGradientOf(new(0, errors.Length), states, errors, weight);

    /// <inheritdoc/>
    public void Save(IStateWriter writer) => _ascent.Save(writer);

    /// <inheritdoc/>
    public void Load(IStateReader reader) => _ascent.Load(reader);

    private void AddGradientOf(
        RowRange rows, ReadOnlySpan<float> states, ReadOnlySpan<double> errors, double weight)
    {
        for (var i = 0; i < rows.Count; i++) _outputGradients[i] = (float)(weight * errors[rows.First + i]);
        _ascent.Backward(states, rows, _outputGradients.AsSpan(0, rows.Count));
    }
}

using System.Numerics;
using Pathwise.Experiments;

namespace Pathwise.Networks;

/// <summary>Moves parameters by an optimizer, and never into numbers that are not finite.</summary>
/// <remarks>If the gradient, or what it makes of θ, is not finite, θ stays as it was, and stays so from then on. Not
/// thread-safe.</remarks>
/// <param name="optimizer">How a gradient becomes a step.</param>
/// <param name="count">Parameters, ≥ 1.</param>
public sealed class GuardedOptimizer(IOptimizer optimizer, int count) : ISaved
{
    private readonly float[] _lastGood = new float[count];

    /// <summary>Whether a gradient or a step was not finite; then no step has been taken since.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary><c>θ ← θ − α · optimizer(∇)</c>.</summary>
    /// <param name="parameters">θ, [count].</param>
    /// <param name="gradients">∇, [count].</param>
    /// <param name="norm">‖∇‖₂, or what it was before it was cut: a step is taken only if it is finite.</param>
    /// <param name="stepSize">α.</param>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, double norm, double stepSize)
    {
        HasDiverged |= !double.IsFinite(norm);
        if (HasDiverged) return;
        parameters.CopyTo(_lastGood);
        optimizer.Step(parameters, gradients, stepSize);
        if (AreFinite(parameters)) return;
        Undo(parameters);
        HasDiverged = true;
    }

    /// <summary>Takes the last step back.</summary>
    /// <param name="parameters">θ, [count].</param>
    public void Undo(Span<float> parameters) => _lastGood.CopyTo(parameters);

    /// <inheritdoc/>
    public void Save(IStateWriter writer) => optimizer.Save(writer);

    /// <inheritdoc/>
    public void Load(IStateReader reader) => optimizer.Load(reader);

    /// <summary>0 · x is 0 for finite x, and NaN for the rest: so is the sum.</summary>
    private static bool AreFinite(ReadOnlySpan<float> x)
    {
        var width = Vector<float>.Count;
        Vector<float> first = default, second = default, third = default, fourth = default;   // no one waits for another
        for (; x.Length >= 4 * width; x = x[(4 * width)..])
        {
            first += new Vector<float>(x) * 0f;
            second += new Vector<float>(x[width..]) * 0f;
            third += new Vector<float>(x[(2 * width)..]) * 0f;
            fourth += new Vector<float>(x[(3 * width)..]) * 0f;
        }

        var sum = Vector.Sum(first + second + third + fourth);
        foreach (var value in x) sum += value * 0f;
        return !float.IsNaN(sum);
    }
}

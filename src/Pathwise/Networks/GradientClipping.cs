namespace Pathwise.Networks;

/// <summary>Shortens a gradient that is too long, keeping its direction: PyTorch's <c>clip_grad_norm_</c>.</summary>
public static class GradientClipping
{
    /// <summary><c>g ← g · min(1, maximum / (‖g‖ + 10⁻⁶))</c>.</summary>
    /// <param name="gradients">g, changed in place.</param>
    /// <param name="maximum">The longest that it may be, > 0; infinity to measure only.</param>
    /// <returns>‖g‖ before.</returns>
    public static double ByGlobalNorm(Span<float> gradients, double maximum)
    {
        var squares = 0.0;
        foreach (var g in gradients) squares += (double)g * g;
        var norm = Math.Sqrt(squares);
        var factor = maximum / (norm + 1e-6);
        if (factor < 1)
            foreach (ref var g in gradients) g *= (float)factor;
        return norm;
    }
}

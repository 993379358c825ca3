using Pathwise.Networks;

namespace Pathwise.Testing;

/// <summary>Compares gradients with finite differences.</summary>
/// <remarks>
/// <para>Central differences of two widths, extrapolated (Richardson): <c>g ≈ (4 d(h) − d(2h))/3</c> with
/// <c>d(h) = (f(x + h) − f(x − h))/2h</c>. The error is O(h⁴) plus the values' rounding over h.</para>
/// <para>An error is relative to the greater of the two numbers, but never to less than <see cref="Floor"/> of the
/// largest component of the gradient: a component that should vanish cannot be compared with itself.</para>
/// <para>At a kink (a ReLU's 0 within 2h) differences mean nothing: choose points away from them,
/// or smooth functions.</para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>The share of the largest component below which a component counts as noise: 10⁻³.</summary>
    public const double Floor = 1e-3;

    /// <summary>What <see cref="GradientError.Worst"/> should stay below for a network of float arithmetic:
    /// 10⁻².</summary>
    /// <remarks>A value's rounding of 10⁻⁷ over h = 2⁻⁶ leaves 10⁻⁵ of a gradient of size 1;
    /// a wrong term is far above 10⁻².</remarks>
    public const double SingleTolerance = 1e-2;

    /// <summary>What <see cref="GradientError.Worst"/> should stay below for a function of double arithmetic:
    /// 10⁻⁷.</summary>
    public const double DoubleTolerance = 1e-7;

    /// <summary>A scalar function of a vector in double precision.</summary>
    /// <param name="at">x.</param>
    public delegate double DoubleFunction(ReadOnlySpan<double> at);

    /// <summary>A scalar function of a vector in single precision.</summary>
    /// <param name="at">x.</param>
    public delegate double SingleFunction(ReadOnlySpan<float> at);

    /// <summary>Checks the gradient of a function in double precision; h = 2⁻¹⁰ · max(1, |x_i|).</summary>
    /// <param name="function">f.</param>
    /// <param name="at">x, [n].</param>
    /// <param name="gradient">What ∇f(x) is said to be, [n].</param>
    public static GradientError Of(DoubleFunction function, ReadOnlySpan<double> at, ReadOnlySpan<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, at.Length);
        var x = at.ToArray();
        var differences = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var step = Math.ScaleB(Math.Max(1, Math.Abs(at[i])), -10);
            differences[i] = ((4 * Difference(i, step)) - Difference(i, 2 * step)) / 3;
        }

        return GradientError.Between(gradient, differences);

        double Difference(int i, double step)
        {
            var centre = x[i];
            var (up, down) = (centre + step, centre - step);
            x[i] = up;
            var above = function(x);
            x[i] = down;
            var below = function(x);
            x[i] = centre;
            return (above - below) / (up - down);
        }
    }

    /// <summary>Checks the gradient of a function in single precision; h = 2⁻⁶ · max(1, |x_i|).</summary>
    /// <param name="function">f; its value should be summed in double.</param>
    /// <param name="at">x, [n].</param>
    /// <param name="gradient">What ∇f(x) is said to be, [n].</param>
    public static GradientError Of(SingleFunction function, ReadOnlySpan<float> at, ReadOnlySpan<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, at.Length);
        var x = at.ToArray();
        return InPlace(() => function(x), x, gradient);
    }

    /// <summary>Checks a network's gradient with respect to its parameters,
    /// of the sum of its outputs times some weights.</summary>
    /// <param name="network">The network; its parameters are moved and put back.</param>
    /// <param name="inputs">[rows, inputs].</param>
    /// <param name="weights">The weights, [rows, outputs]: random ones, so that no error cancels.</param>
    public static GradientError OfParameters(INetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights)
    {
        var (pass, x, w, rows) = Prepare(network, inputs, weights);
        pass.Forward(x, rows);
        pass.Gradients.Clear();
        pass.Backward(x, w, []);
        return InPlace(() => Weighted(pass.Forward(x, rows), w), network.Parameters, pass.Gradients.ToArray());
    }

    /// <summary>Checks a network's gradient with respect to its inputs,
    /// of the sum of its outputs times some weights.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">[rows, inputs].</param>
    /// <param name="weights">The weights, [rows, outputs]: random ones, so that no error cancels.</param>
    public static GradientError OfInputs(INetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights)
    {
        var (pass, x, w, rows) = Prepare(network, inputs, weights);
        var gradient = new float[x.Length];
        pass.Forward(x, rows);
        pass.Backward(x, w, gradient);
        return InPlace(() => Weighted(pass.Forward(x, rows), w), x, gradient);
    }

    private static (INetworkPass Pass, float[] Inputs, float[] Weights, int Rows) Prepare(
        INetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights)
    {
        ArgumentNullException.ThrowIfNull(network);
        var rows = inputs.Length / network.Inputs;
        if (rows == 0 || inputs.Length != rows * network.Inputs || weights.Length != rows * network.Outputs)
        {
            throw new ArgumentException(
                $"A network from {network.Inputs} to {network.Outputs} numbers needs whole rows of both; "
                + $"got {inputs.Length} inputs and {weights.Length} weights.", nameof(inputs));
        }

        return (network.NewPass(rows), inputs.ToArray(), weights.ToArray(), rows);
    }

    private static GradientError InPlace(Func<double> value, Span<float> x, ReadOnlySpan<float> gradient)
    {
        var (given, differences) = (new double[x.Length], new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            var step = MathF.ScaleB(MathF.Max(1, MathF.Abs(x[i])), -6);
            given[i] = gradient[i];
            differences[i] = ((4 * Difference(value, ref x[i], step)) - Difference(value, ref x[i], 2 * step)) / 3;
        }

        return GradientError.Between(given, differences);
    }

    private static double Difference(Func<double> value, ref float x, float step)
    {
        var centre = x;
        var (up, down) = (centre + step, centre - step);
        x = up;
        var above = value();
        x = down;
        var below = value();
        x = centre;
        return (above - below) / ((double)up - down);
    }

    private static double Weighted(ReadOnlySpan<float> outputs, ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += (double)outputs[i] * weights[i];
        return sum;
    }
}

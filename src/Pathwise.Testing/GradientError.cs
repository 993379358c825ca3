using System.Globalization;

namespace Pathwise.Testing;

/// <summary>How far a gradient is from finite differences, where it is farthest.</summary>
/// <param name="Worst">The largest relative error; NaN if a number is not finite.
/// See <see cref="GradientCheck"/> for its scale.</param>
/// <param name="Index">The component it was found in; −1 for an empty gradient.</param>
/// <param name="Gradient">What the gradient says there.</param>
/// <param name="Difference">What the finite difference says there.</param>
public readonly record struct GradientError(double Worst, int Index, double Gradient, double Difference)
{
    /// <summary>Whether every component is within a tolerance.</summary>
    /// <param name="tolerance">The largest relative error to accept.</param>
    public bool IsWithin(double tolerance) => Worst <= tolerance;

    /// <summary>What is wrong, and where: <c>relative error 0.5 at [3]: gradient 1, difference 2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"relative error {Worst:G3} at [{Index}]: gradient {Gradient:G6}, difference {Difference:G6}");

    internal static GradientError Between(ReadOnlySpan<double> gradient, ReadOnlySpan<double> differences)
    {
        var largest = 0.0;
        for (var i = 0; i < gradient.Length; i++)
            largest = Math.Max(largest, Math.Max(Math.Abs(gradient[i]), Math.Abs(differences[i])));

        var worst = new GradientError(0, -1, 0, 0);
        for (var i = 0; i < gradient.Length; i++)
        {
            var scale = Math.Max(
                Math.Max(Math.Abs(gradient[i]), Math.Abs(differences[i])), GradientCheck.Floor * largest);
            var error = scale == 0 ? 0 : Math.Abs(gradient[i] - differences[i]) / scale;
            if (!double.IsFinite(error)) return new(double.NaN, i, gradient[i], differences[i]);
            if (error > worst.Worst || worst.Index < 0) worst = new(error, i, gradient[i], differences[i]);
        }

        return worst;
    }
}

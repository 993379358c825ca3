using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pathwise.Numerics;

/// <summary>A function's values at the sixteen points of <see cref="GaussLegendre"/>.</summary>
internal readonly record struct NodeValues(Vector512<double> Low, Vector512<double> High)
{
    /// <summary>The points themselves.</summary>
    public static NodeValues Nodes => Load(GaussLegendre.Nodes);

    /// <summary>∫ over [−1, 1].</summary>
    public double Integral
    {
        get
        {
            var weighed = this * Load(GaussLegendre.Weights);
            return EightLanes.Sum(weighed.Low + weighed.High);
        }
    }

    /// <summary>A constant.</summary>
    public static NodeValues Of(double value) => new(Vector512.Create(value), Vector512.Create(value));

    /// <summary>∫ from −1 to each point.</summary>
    public NodeValues Cumulated()
    {
        Span<double> values = stackalloc double[GaussLegendre.Count];
        Low.CopyTo(values);
        High.CopyTo(values[EightLanes.Count..]);
        var sum = Of(0);
        for (var k = 0; k < values.Length; k++)
            sum += Load(GaussLegendre.Partials[(k * GaussLegendre.Count)..]) * Of(values[k]);
        return sum;
    }

    /// <summary>Point by point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NodeValues operator +(NodeValues x, NodeValues y) => new(x.Low + y.Low, x.High + y.High);

    /// <inheritdoc cref="op_Addition"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NodeValues operator *(NodeValues x, NodeValues y) => new(x.Low * y.Low, x.High * y.High);

    private static NodeValues Load(ReadOnlySpan<double> values) =>
        new(Vector512.Create(values), Vector512.Create(values[EightLanes.Count..]));
}

namespace Pathwise.Numerics;

/// <summary>What an <see cref="Activation"/> computes.</summary>
internal interface IActivationFunction
{
    /// <summary>f(x).</summary>
    static abstract T Value<T>(T x) where T : struct, ILanes<T>;

    /// <summary>f′(x), from x or from y = f(x), whichever is cheaper.</summary>
    static abstract T Derivative<T>(T x, T y) where T : struct, ILanes<T>;
}

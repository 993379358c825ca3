namespace Pathwise.Numerics;

/// <summary>How one number is made of many.</summary>
internal interface IReduction
{
    /// <summary>Takes in one more element in each lane.</summary>
    static abstract T Accumulate<T>(T accumulated, T x) where T : struct, ILanes<T>;

    /// <summary>Brings together what two lanes have accumulated.</summary>
    static abstract T Combine<T>(T x, T y) where T : struct, ILanes<T>;
}

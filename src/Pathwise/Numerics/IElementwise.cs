namespace Pathwise.Numerics;

/// <summary>Something that is done to each element of some arrays, lanes by lanes.</summary>
internal interface IElementwise
{
    /// <summary>Does it to the elements from <paramref name="index"/> on,
    /// as many as <typeparamref name="T"/> has lanes.</summary>
    void Apply<T>(int index) where T : struct, ILanes<T>;
}

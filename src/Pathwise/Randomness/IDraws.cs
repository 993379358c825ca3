namespace Pathwise.Randomness;

/// <summary>Where rules take their chances from: a stream, or draws that were recorded elsewhere.</summary>
internal interface IDraws
{
    /// <summary>A number from [0, 1).</summary>
    double NextDouble();

    /// <summary>A whole number from [0, count), all equally likely.</summary>
    /// <param name="count">n, ≥ 1.</param>
    int NextInt32(int count);
}

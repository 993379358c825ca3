using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>Grey levels as probabilities of coins that are thrown anew at every reading: dynamic
/// binarisation.</summary>
/// <remarks>Source: Burda, Grosse and Salakhutdinov (2016), arXiv:1509.00519, §5; x is 1 where u &lt; the grey
/// level, u one uniform number a pixel.</remarks>
/// <param name="grey">The grey levels, in [0, 1].</param>
public sealed class BinarizedExamples(IExamples grey) : IExamples
{
    /// <inheritdoc/>
    public int Count => grey.Count;

    /// <inheritdoc/>
    public int Size => grey.Size;

    /// <inheritdoc/>
    public void Read(int index, Span<float> example, ref Rng rng)
    {
        grey.Read(index, example, ref rng);
        foreach (ref var pixel in example) pixel = rng.NextSingle() < pixel ? 1 : 0;
    }
}

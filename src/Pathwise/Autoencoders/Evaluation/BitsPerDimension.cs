namespace Pathwise.Autoencoders.Evaluation;

/// <summary>Nats of an example as bits of one of its numbers.</summary>
public static class BitsPerDimension
{
    /// <summary>Of probabilities of grey levels: <c>nats / (D ln 2)</c>.</summary>
    /// <param name="nats">−ln p(x).</param>
    /// <param name="size">D, the numbers of an example.</param>
    public static double OfProbability(double nats, int size) => nats / (size * Math.Log(2));

    /// <summary>Of a density of 8-bit grey levels that were scaled to [0, 1]: <c>nats / (D ln 2) + 8</c>.</summary>
    /// <param name="nats">−ln p(x), of the density; may be below 0.</param>
    /// <param name="size">D, the numbers of an example.</param>
    public static double OfDensity(double nats, int size) => OfProbability(nats, size) + 8;
}

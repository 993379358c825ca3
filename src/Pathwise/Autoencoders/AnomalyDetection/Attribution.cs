namespace Pathwise.Autoencoders.AnomalyDetection;

/// <summary>Where a score comes from: <c>score = Σ pixels + rest</c>, to the rounding of single precision.</summary>
/// <param name="Pixels">What each number of the example adds, [size]; an anomaly's place has the greatest.</param>
/// <param name="Rest">What belongs to no pixel: the divergence of its code.</param>
public sealed record Attribution(float[] Pixels, double Rest)
{
    /// <summary>The score.</summary>
    public double Total
    {
        get
        {
            var sum = Rest;
            foreach (var pixel in Pixels) sum += pixel;
            return sum;
        }
    }

    /// <summary>The parts, each times a factor.</summary>
    internal Attribution Times(double factor) =>
        new(Array.ConvertAll(Pixels, pixel => (float)(factor * pixel)), factor * Rest);

    /// <summary>The parts less another's.</summary>
    internal Attribution Less(Attribution other)
    {
        var pixels = new float[Pixels.Length];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = Pixels[i] - other.Pixels[i];
        return new(pixels, Rest - other.Rest);
    }
}

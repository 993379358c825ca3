namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>A density of mean 0 and scale 1, whose mass between two points is wanted.</summary>
internal interface IGreyDensity
{
    /// <summary>ln of the mass between a and b, with its derivatives with respect to a and b.</summary>
    /// <param name="a">The lower end; −∞ for none.</param>
    /// <param name="b">The upper end, > a; +∞ for none.</param>
    static abstract (double Log, double ByLower, double ByUpper) LogMass(double a, double b);

    /// <summary>A draw.</summary>
    static abstract double Draw(ref Randomness.Rng rng);
}

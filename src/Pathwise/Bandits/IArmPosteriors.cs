using System.Runtime.Intrinsics;

namespace Pathwise.Bandits;

/// <summary>What Thompson sampling believes of each arm: independent densities with a single peak each, on any scale
/// that keeps the order of the arms' values.</summary>
internal interface IArmPosteriors
{
    /// <summary>Where an arm's density begins and ends.</summary>
    /// <param name="arm">Which arm.</param>
    ArmDensity Range(int arm);

    /// <summary>A distance over which a polynomial of degree 15 follows an arm's density.</summary>
    /// <param name="arm">Which arm.</param>
    /// <param name="from">A point within its range, from where the distance goes to the right.</param>
    double Step(int arm, double from);

    /// <summary>The density at some points, relative to what it is at the peak.</summary>
    /// <param name="arm">Which arm.</param>
    /// <param name="points">Eight points.</param>
    Vector512<double> Density(int arm, Vector512<double> points);
}

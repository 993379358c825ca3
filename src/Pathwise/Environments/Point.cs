namespace Pathwise.Environments;

/// <summary>A point of the plane that an environment draws in.</summary>
/// <param name="X">Grows to the right.</param>
/// <param name="Y">Grows upwards.</param>
public readonly record struct Point(double X, double Y)
{
    /// <summary>The point that lies at a distance in a direction.</summary>
    /// <param name="angle">The direction in radians, counter-clockwise from the right.</param>
    /// <param name="distance">How far.</param>
    public Point Toward(double angle, double distance) =>
        new(X + (distance * Math.Cos(angle)), Y + (distance * Math.Sin(angle)));
}
